import { type RefObject, useEffect, useRef } from 'react'

/** What a person did before the scripts had arrived: the page is seen, and used, sooner than React has. */
export type Early = {
  /** The controls and the keys that were pressed, in order; each once, since who sees nothing happen presses again. */
  pressed: Set<HTMLElement | string>
  /** From here on presses are React's. */
  stopPresses: () => void
  /** What was typed after the key of the commands; a line end stands for Enter. */
  typed: string
  /** What was entered, by the `data-early` of the control. */
  values: Record<string, string>
  /** The `data-early` of the control that has the focus. */
  focused: string | null
}

const readEarly = () => (window as Window & { rollcallEarly?: Early }).rollcallEarly

/** Presses once more what was pressed too early. To be called where React would take a click or a key. */
export function replayPresses(): void {
  const early = readEarly()
  early?.stopPresses()
  for (const press of early?.pressed ?? []) {
    early?.pressed.delete(press)
    if (typeof press !== 'string') findNow(press)?.click()
    else document.body.dispatchEvent(new KeyboardEvent('keydown', { key: press, bubbles: true }))
  }
}

/** The control, or the one that React has made in its place where a browser extension has put something beside it. */
function findNow(control: HTMLElement): HTMLElement | undefined {
  if (control.isConnected) return control
  const row = control.closest<HTMLElement>('[data-id]')
  const name = nameOf(control)
  return [...document.querySelectorAll<HTMLElement>(control.tagName)].find(
    other =>
      nameOf(other) === name && other.closest<HTMLElement>('[data-id]')?.dataset.id === row?.dataset.id,
  )
}

function nameOf({ ariaLabel, textContent }: HTMLElement): string | null {
  return ariaLabel ?? textContent
}

/** What was typed for a box that was not there, once; a line end stands for Enter. */
export function takeEarlyText(): string {
  const early = readEarly()
  const typed = early?.typed ?? ''
  if (early) early.typed = ''
  return typed
}

/**
 * Tells what was entered into a control before React took over, where that is not the value it was made with. React
 * makes a control anew, or sets it back, as it takes over.
 */
export function useEarlyValue(
  control: RefObject<HTMLInputElement | HTMLSelectElement | null>,
  value: string,
  onEarly: (entered: string) => void,
): void {
  const made = useRef({ value, onEarly })
  useEffect(() => {
    // After the effects of all that is around it: the router sets back an address that moves before its own.
    queueMicrotask(() => {
      const entered = control.current && takeEarlyValue(control.current)
      if (entered !== null && entered !== made.current.value) made.current.onEarly(entered)
    })
  }, [control])
}

/** What was entered, and gives the control the focus again where it had it; once. */
function takeEarlyValue(control: HTMLInputElement | HTMLSelectElement): string {
  const name = control.dataset.early ?? ''
  const early = readEarly()
  const value = early?.values[name] ?? control.value
  delete control.dataset.early // what is entered from here on is React's
  if (early) {
    delete early.values[name]
    if (early.focused === name && document.activeElement === document.body) control.focus()
  }
  return value
}
