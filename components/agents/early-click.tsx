/** Where the page keeps a click on a row that came before its scripts. */
type WithEarlyClick = Window & { rollcallEarlyClick?: { row: string | null; stop: () => void } }

// Inline, and so before everything else: rows are seen, and clicked, sooner than React has arrived.
const LISTEN = `(() => {
  const early = (window.rollcallEarlyClick = { row: null, stop: () => document.removeEventListener('click', take, true) })
  function take(event) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const row = event.target.closest('[data-index]')
    if (!row) return
    event.preventDefault()
    early.row = row.dataset.index
  }
  document.addEventListener('click', take, true)
})()`

/** Part of the server's page. A click on a row waits for the scripts instead of being lost, or loading the page anew. */
export function EarlyClickListener({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: LISTEN }} />
}

/** The row clicked before now, if any; from here on clicks are React's. */
export function takeEarlyClick(): number | null {
  const early = (window as WithEarlyClick).rollcallEarlyClick
  early?.stop()
  const row = early?.row ?? null
  if (early) early.row = null
  return row === null ? null : Number(row)
}
