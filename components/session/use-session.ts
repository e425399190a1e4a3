import { useEffect, useSyncExternalStore } from 'react'
import { setServerClock } from '@/lib/api/server-clock.ts'
import {
  readSessionFacts,
  readSessionState,
  type SessionFacts,
  type SessionState,
  sessionTold,
  subscribeSession,
} from '@/lib/api/session.ts'
import { watchSession } from './watch-session.ts'

const AT_SERVER: SessionState = { kind: 'live' }

/** The session on screen, from what the server told with the page. For the one frame that is around all of it. */
export function useSession(facts: SessionFacts): { state: SessionState; facts: SessionFacts } {
  const state = useSyncExternalStore(subscribeSession, readSessionState, () => AT_SERVER)
  const known = useSyncExternalStore(subscribeSession, readSessionFacts, () => null) ?? facts
  useEffect(() => {
    if (readSessionFacts() === null) setServerClock(facts.told_at, documentArrived())
    sessionTold(facts)
    // By a link inside the frame the page has come without its inline scripts (own-tab.tsx).
    const { history } = window
    if (!history.state?.person) history.replaceState({ ...history.state, person: facts.person }, '')
  }, [facts])
  useEffect(watchSession, [])
  // The page of another person may come by a link inside the frame; its rows are not shown among those of the first.
  if (known.person !== facts.person)
    return { state: { kind: 'other', user_name: facts.user_name }, facts: known }
  return { state, facts: known }
}

/**
 * When the document began to come, by `performance.now()`, which is when its session was read: its end may wait for rows
 * that Zoom is slow with, and its scripts may take long.
 */
function documentArrived(): number | undefined {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return navigation?.responseStart
}
