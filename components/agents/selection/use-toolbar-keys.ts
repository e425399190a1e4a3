import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'

/** The keys of a toolbar (APG): one of its buttons is in the tab order, arrows, Home and End move between them. */
export function useToolbarKeys() {
  const toolbar = useRef<HTMLDivElement>(null)
  const buttons = () => [...(toolbar.current?.querySelectorAll('button') ?? [])]

  function reach(button: HTMLButtonElement | undefined): void {
    for (const each of buttons()) each.tabIndex = each === button ? 0 : -1
  }

  // After every render, since buttons come and go.
  useLayoutEffect(() => {
    const all = buttons()
    if (all.filter(({ tabIndex }) => tabIndex === 0).length !== 1) reach(all[0])
  })

  function onKeyDown(event: KeyboardEvent) {
    const all = buttons()
    // What a dialog sends on its way up does not come from here.
    const at = all.indexOf(event.target as HTMLButtonElement)
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return
    const target = findTarget(event.key, all, at)
    if (!target) return
    event.preventDefault()
    target.focus()
  }

  return {
    ref: toolbar,
    onKeyDown,
    onFocus: ({ target }: { target: EventTarget }) => {
      const button = buttons().find(each => each === target)
      if (button) reach(button)
    },
  }
}

function findTarget(key: string, all: readonly HTMLButtonElement[], at: number) {
  switch (key) {
    case 'ArrowRight':
      return all[(at + 1) % all.length]
    case 'ArrowLeft':
      return all.at(at - 1)
    case 'Home':
      return all[0]
    case 'End':
      return all.at(-1)
  }
}
