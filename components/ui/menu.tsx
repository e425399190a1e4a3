'use client'

import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef } from 'react'
import { Icon } from './icon.tsx'
import { usePopover } from './popover.tsx'

type Props = {
  /** The name of the button and of the menu. */
  label: string
  button?: ReactNode
  buttonClassName?: string
  title?: string
  /** Stands over the items and is none of them. */
  header?: ReactNode
  className?: string
  /** `MenuItem`s. */
  children: ReactNode
}

/**
 * A button with a menu (APG menu button): arrows, Home, End and first letters move, Tab leaves, choosing closes.
 * An item that wants the menu to stay open prevents the default of its click.
 */
export function Menu({ label, button, buttonClassName, title, header, className, children }: Props) {
  const menu = useRef<HTMLDivElement>(null)
  const startsAtEnd = useRef(false)
  const items = () =>
    [...(menu.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])].filter(item =>
      item.checkVisibility(),
    )
  const { isOpen, open, close, buttonProps, popoverProps } = usePopover(() => {
    // Where the items are still on their way, whoever waits in the menu goes on at the first of them.
    ;(items().at(startsAtEnd.current ? -1 : 0) ?? menu.current)?.focus()
    startsAtEnd.current = false
  })

  function onButtonKey(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    startsAtEnd.current = event.key === 'ArrowUp'
    open()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Tab') return close()
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const all = items()
    const target = findTarget(event.key, all, all.indexOf(document.activeElement as HTMLElement))
    if (!target) return
    event.preventDefault()
    target.focus()
  }

  function onClick(event: MouseEvent) {
    if ((event.target as Element).closest('[role^=menuitem]') && !event.defaultPrevented) close()
  }

  return (
    <>
      <button
        type="button"
        className={buttonClassName ?? 'button button-ghost'}
        aria-label={button === undefined ? undefined : label}
        title={title}
        aria-haspopup="menu"
        onKeyDown={onButtonKey}
        {...buttonProps}
      >
        {button ?? label}
      </button>
      <div {...popoverProps} className={`floating p-1 ${className ?? 'w-60'}`}>
        {header}
        <div ref={menu} role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown} onClick={onClick}>
          {isOpen && children}
        </div>
      </div>
    </>
  )
}

/** Where a key leads from an item; undefined for keys that mean nothing in a menu. */
function findTarget(key: string, items: readonly HTMLElement[], at: number): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return items[(at + 1) % items.length]
    case 'ArrowUp':
      return items.at(at <= 0 ? -1 : at - 1)
    case 'Home':
      return items[0]
    case 'End':
      return items.at(-1)
    default: {
      if (key.length !== 1 || key === ' ') return
      const next = [...items.slice(at + 1), ...items.slice(0, at + 1)]
      return next.find(item => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()))
    }
  }
}

type ItemProps = {
  children: ReactNode
  onSelect: (event: MouseEvent) => void
  /** It is what is shown at the moment. */
  isCurrent?: boolean
  isBusy?: boolean
  className?: string
}

export function MenuItem({ children, onSelect, isCurrent, isBusy, className = '' }: ItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      aria-current={isCurrent || undefined}
      aria-disabled={isBusy}
      tabIndex={-1}
      className={`menu-item ${className}`}
      onClick={onSelect}
    >
      {children}
      {isCurrent && <Icon name="check" className="ml-auto text-text-2" />}
    </button>
  )
}
