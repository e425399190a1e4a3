/** Where the page keeps a click on a row that came before its scripts. */
type WithEarlyClick = Window & { rollcallEarlyClick?: { row: string | null; stop: () => void } }

/** Runs by itself, inline and before everything else: rows are seen, and clicked, sooner than React has arrived. */
function listenForEarlyClick() {
  const early = { row: null as string | null, stop: () => document.removeEventListener('click', take, true) }
  function take(event: MouseEvent) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const row = (event.target as Element).closest<HTMLElement>('[data-index]')
    if (!row || (event.target as Element).closest('input')) return
    event.preventDefault()
    early.row = row.dataset.index ?? null
  }
  ;(window as WithEarlyClick).rollcallEarlyClick = early
  document.addEventListener('click', take, true)
}

/** Part of the server's page. A click on a row waits for the scripts instead of being lost, or loading the page anew. */
export function EarlyClickListener({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a function of this file
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: `(${listenForEarlyClick})()` }} />
}

/** The row clicked before now, if any; from here on clicks are React's. */
export function takeEarlyClick(): number | null {
  const early = (window as WithEarlyClick).rollcallEarlyClick
  early?.stop()
  const row = early?.row ?? null
  if (early) early.row = null
  return row === null ? null : Number(row)
}
