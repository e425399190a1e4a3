import { useEffect, useState } from 'react'
import { hasEarlyClick } from './early-click'

type ProfilePanel = typeof import('../profile/profile-panel')['ProfilePanel']

let loaded: ProfilePanel | undefined

async function load(): Promise<ProfilePanel> {
  loaded ??= (await import('../profile/profile-panel')).ProfilePanel
  return loaded
}

// A click is waiting already: its profile's code is fetched while React is still taking over the page.
if (hasEarlyClick()) load().catch(() => {})

/** By then the list is usable, and nothing that a person waits for is slowed down. */
const FETCH_AFTER_MS = 1_000

/**
 * The profile's code, which the list does not need: fetched a little after it, or at the first sign that
 * somebody is using the page, or at once where a profile is open. Not React.lazy: a boundary that has
 * shown nothing once is held back for 300 ms, and opening a profile would wait for that.
 */
export function useProfilePanel(isOpen: boolean): ProfilePanel | undefined {
  const [panel, setPanel] = useState<{ component: ProfilePanel } | undefined>(loaded && { component: loaded })
  useEffect(() => {
    if (panel) return
    let isFetching = false
    function fetchIt() {
      if (isFetching) return
      isFetching = true
      load().then(
        component => setPanel({ component }),
        () => {
          isFetching = false // tried again with the next sign of use
        },
      )
    }
    const later = setTimeout(fetchIt, isOpen ? 0 : FETCH_AFTER_MS)
    const stop = new AbortController()
    for (const sign of ['pointerdown', 'keydown', 'focusin']) {
      document.addEventListener(sign, fetchIt, { signal: stop.signal, passive: true })
    }
    return () => {
      clearTimeout(later)
      stop.abort()
    }
  }, [panel, isOpen])
  return panel?.component
}
