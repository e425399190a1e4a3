import { subscribeSeconds } from '@/components/ui/use-now.ts'
import { checkSession } from '@/lib/api/check-session.ts'
import { hearOtherTabs, tellOtherTabs } from '@/lib/api/other-tabs.ts'
import { serverTime } from '@/lib/api/server-clock.ts'
import { readSessionFacts, readSessionState, subscribeSession } from '@/lib/api/session.ts'

/** After a check that did not get through, and where the server's end is a moment later than this page's. */
const AGAIN_MS = 5_000
/** Timers cannot be set for longer than 24 days; a session may last for 30. */
const LONGEST_TIMER_MS = 12 * 3_600_000
/** A list that is held is searched, narrowed and read without the server: it is told that somebody is there, at most this often. */
const TOLD_EVERY_MS = 60_000
/** The two clocks of a page part by this much when the computer has slept, or somebody has set its clock. */
const SLEPT_MS = 3_000

/**
 * Keeps what the page knows of its session true: asks the server when another tab says so, when the page comes into
 * view or the computer wakes, when the warning before the idle end is due, and at the end. The person's own reads, and
 * whatever they press, postpone both without a word, so the server is asked before anything is said. Returns how to stop.
 */
export function watchSession(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined

  function check(): void {
    checkSession().catch(() => setTimer(AGAIN_MS))
  }

  function checkIfSeen(): void {
    if (!document.hidden) check()
  }

  function setTimer(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(checkIfSeen, Math.min(ms, LONGEST_TIMER_MS))
  }

  let told_at = performance.now()
  function tellActivity(): void {
    if (readSessionState().kind !== 'live' || performance.now() - told_at < TOLD_EVERY_MS) return
    told_at = performance.now()
    checkSession({ activity: true }).catch(() => {})
  }

  function expectNext(): void {
    const state = readSessionState()
    if (state.kind === 'other' && state.user_name === null) check() // an answer has told that it is another, not who
    const due = nextDue()
    const now = serverTime()
    clearTimeout(timer)
    if (due !== null && now !== null) setTimer(due > now ? due - now : AGAIN_MS)
  }

  const stops = [
    subscribeSession(expectNext),
    hearOtherTabs(person => {
      if (person !== readSessionFacts()?.person || readSessionState().kind !== 'live') check()
    }),
    listen(document, 'visibilitychange', checkIfSeen),
    listen(window, 'keydown', tellActivity),
    listen(window, 'pointerdown', tellActivity),
    listen(window, 'pageshow', event => {
      if ((event as PageTransitionEvent).persisted) check()
    }),
    subscribeSeconds(noticeSleep(checkIfSeen)),
    () => clearTimeout(timer),
  ]
  expectNext()
  // Tabs of somebody else, or whose session was over, see that this browser has a new one.
  const facts = readSessionFacts()
  if (facts) tellOtherTabs(facts.person)
  return () => {
    for (const stop of stops) stop()
  }
}

/** When something is to be said if nobody does anything, by the server's time. */
function nextDue(): number | null {
  const facts = readSessionFacts()
  if (!facts) return null
  const { kind } = readSessionState()
  if (kind === 'live') return facts.warn_at ?? facts.ends_at
  return kind === 'idle' ? facts.ends_at : null
}

function listen(target: EventTarget, event: string, listener: (event: Event) => void): () => void {
  target.addEventListener(event, listener)
  return () => target.removeEventListener(event, listener)
}

/** A page that stays in view while the computer sleeps is told nothing when it wakes. */
function noticeSleep(onWake: () => void): () => void {
  let apart = Date.now() - performance.now()
  return () => {
    const before = apart
    apart = Date.now() - performance.now()
    if (Math.abs(apart - before) > SLEPT_MS) onWake()
  }
}
