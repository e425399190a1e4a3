import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BACKGROUND } from '@/lib/api/headers.ts'
import { type SessionFacts, sessionTold } from '@/lib/api/session.ts'
import { watchSession } from './watch-session.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What the server tells of a session that somebody used so many milliseconds ago. */
function facts(idle_ms = 0): SessionFacts {
  const now = Date.now()
  const ends_at = now + HOUR - idle_ms
  return {
    person: 'a',
    user_name: 'Ana',
    started_at: 1,
    told_at: now,
    ends_at,
    warn_at: ends_at - 2 * MINUTE,
  }
}

/** What was told last counts, and outlives a test. */
let begun = 0
/** Of each request for the session, whether it is said to be nobody's doing. */
let asked: boolean[]
let answer: SessionFacts
let stop: () => void

beforeEach(() => {
  begun += HOUR
  vi.useFakeTimers({
    now: begun,
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  })
  asked = []
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
  vi.stubGlobal('fetch', async (_address: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(BACKGROUND in headers)
    return Response.json(answer)
  })
  answer = facts()
  sessionTold(answer)
  stop = watchSession()
})
afterEach(() => {
  stop()
  vi.unstubAllGlobals()
})

const press = (act: string) => window.dispatchEvent(new Event(act))

test('what a person presses is told to the server as theirs, at most once a minute', async () => {
  press('keydown')
  expect(asked).toEqual([])
  await vi.advanceTimersByTimeAsync(MINUTE)
  answer = facts()
  for (const act of ['keydown', 'pointerdown', 'keydown']) press(act)
  await vi.advanceTimersByTimeAsync(MINUTE - 1)
  press('pointerdown')
  expect(asked).toEqual([false])
  await vi.advanceTimersByTimeAsync(1)
  answer = facts()
  press('pointerdown')
  expect(asked).toEqual([false, false])
  await vi.advanceTimersByTimeAsync(1)
})

test('what is pressed while the warning stands is no answer to it', async () => {
  await vi.advanceTimersByTimeAsync(MINUTE)
  answer = facts(59 * MINUTE)
  sessionTold(answer)
  press('keydown')
  press('pointerdown')
  expect(asked).toEqual([])
})
