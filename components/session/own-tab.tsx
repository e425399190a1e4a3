/** Runs by itself, inline: before anything of the page is shown, and before its scripts read what the tab has kept. */
function keepOwn(person: string) {
  const { history, location } = window
  function keepEntry() {
    const isAnothers = history.state?.person && history.state.person !== person
    const isOfList = location.pathname.startsWith('/agents')
    if (isAnothers && isOfList && location.pathname + location.search !== '/agents') {
      document.documentElement.hidden = true
      history.replaceState({ person }, '', '/agents')
      location.reload()
    } else if (history.state?.person !== person) whenShown(mark)
  }
  function mark() {
    history.replaceState({ ...history.state, person }, '')
  }
  /** It takes the browser as long as a tenth of the first rows, which need not wait for it. */
  function whenShown(work: () => void) {
    if (document.hidden) work()
    else requestAnimationFrame(() => setTimeout(work))
  }
  keepEntry()
  // Back to an entry that this page has made before it was loaded anew loads no page, and may lead to somebody else's.
  window.addEventListener('popstate', keepEntry)
  try {
    const kept = sessionStorage.getItem('rollcall.person')
    if (kept !== null && kept !== person) sessionStorage.clear()
    sessionStorage.setItem('rollcall.person', person)
  } catch {
    // Storage may be refused: then nothing is kept either.
  }
}

/**
 * Keeps a person's tab their own. Back leads to the pages of whoever was signed in before, too, whose addresses hold what
 * was searched for: each entry of the history is marked with its person (`person`: their mark), and one of somebody else
 * gives way to the bare list. What else the tab has kept of somebody else is forgotten.
 */
export function OwnTab({ person, nonce }: { person: string; nonce: string | undefined }) {
  const script = `(${keepOwn})(${JSON.stringify(person)})`
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a function of this file, and a mark that the server made
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: script }} />
}
