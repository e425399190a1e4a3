/** What a person did before the scripts had arrived. */
type Early = {
  /** The place of the row that was clicked last. */
  row: string | null
  /** What was entered, by the `data-early` of the control. */
  values: Record<string, string>
  /** The `data-early` of the control that has the focus. */
  focused: string | null
  stop: () => void
}

type WithEarly = Window & { rollcallEarly?: Early }

/** Runs by itself, inline and before everything else: the page is seen, and used, sooner than React has arrived. */
function listenBeforeScripts() {
  const early: Early = {
    row: null,
    values: {},
    focused: null,
    stop() {
      document.removeEventListener('click', onClick, true)
      document.removeEventListener('input', onInput, true)
      document.removeEventListener('focusin', onFocus, true)
    },
  }
  function onClick(event: MouseEvent) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const row = (event.target as Element).closest<HTMLElement>('[data-index]')
    if (!row || (event.target as Element).closest('input')) return
    event.preventDefault()
    early.row = row.dataset.index ?? null
  }
  function onInput(event: Event) {
    const control = event.target as HTMLInputElement
    if (control.dataset.early) early.values[control.dataset.early] = control.value
  }
  function onFocus(event: Event) {
    early.focused = (event.target as HTMLElement).dataset.early ?? null
  }
  ;(window as WithEarly).rollcallEarly = early
  document.addEventListener('click', onClick, true)
  document.addEventListener('input', onInput, true)
  document.addEventListener('focusin', onFocus, true)
}

/**
 * Part of the server's page. A click on a row waits for the scripts instead of being lost, or loading the page anew. So
 * does what was entered: React makes the controls anew where a browser extension has put something of its own beside them.
 */
export function BeforeScriptsListener({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a function of this file
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: `(${listenBeforeScripts})()` }} />
}

/** The row clicked before now, if any; from here on everything is React's. */
export function takeEarlyClick(): number | null {
  const early = (window as WithEarly).rollcallEarly
  early?.stop()
  const row = early?.row ?? null
  if (early) early.row = null
  return row === null ? null : Number(row)
}

/** What was entered into a control before now, and gives it the focus again where it had it; once. */
export function takeEarlyValue(control: HTMLInputElement | HTMLSelectElement): string {
  const name = control.dataset.early ?? ''
  const early = (window as WithEarly).rollcallEarly
  const value = early?.values[name] ?? control.value
  if (early) {
    delete early.values[name]
    if (early.focused === name && document.activeElement === document.body) control.focus()
  }
  return value
}
