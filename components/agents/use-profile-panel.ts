import { useEffect, useState } from 'react'

type ProfilePanel = typeof import('../profile/profile-panel')['ProfilePanel']

let loaded: ProfilePanel | undefined

async function load(): Promise<ProfilePanel> {
  loaded ??= (await import('../profile/profile-panel')).ProfilePanel
  return loaded
}

/**
 * The profile's code, which most visits never need: fetched at the first sign that somebody is using the
 * page, well before a click ends, or at once where a profile is open. Not React.lazy: a boundary that has
 * shown nothing once is held back for 300 ms, and opening a profile would wait for that.
 */
export function useProfilePanel(isOpen: boolean): ProfilePanel | undefined {
  const [panel, setPanel] = useState<{ component: ProfilePanel } | undefined>(loaded && { component: loaded })
  useEffect(() => {
    if (panel) return
    const stop = new AbortController()
    function fetchIt() {
      stop.abort()
      // A failed fetch is tried again with the next sign of use.
      load().then(
        component => setPanel({ component }),
        () => setPanel(undefined),
      )
    }
    if (isOpen) fetchIt()
    for (const sign of ['pointermove', 'pointerdown', 'keydown', 'focusin']) {
      document.addEventListener(sign, fetchIt, { signal: stop.signal, passive: true })
    }
    return () => stop.abort()
  }, [panel, isOpen])
  return panel?.component
}
