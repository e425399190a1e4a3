import type { RollcallError } from '@/lib/errors.ts'
import { createSignal } from '@/lib/signal.ts'

/** What the server tells of a session, with each page and at /api/auth/session. Instants are its epoch milliseconds. */
export type SessionFacts = {
  /** An opaque mark of its person (lib/server/http/person-mark.ts). */
  person: string
  user_name: string
  /** When the person signed in: a new sign-in of the same person has another. */
  started_at: number
  /** When the server told all this. */
  told_at: number
  /** When it ends unless the person does something. */
  ends_at: number
  /** From when on to ask the person to stay; null where staying would not help, since the longest time is up. */
  warn_at: number | null
}

/** What a page says of its session. */
export type SessionState =
  | { kind: 'live' }
  /** About to end, because nobody has done anything. */
  | { kind: 'idle' }
  /** The server no longer takes it, or Zoom no longer takes its grant. */
  | { kind: 'over'; error: RollcallError }
  /** Somebody else has signed in in this browser; the name once it is known. */
  | { kind: 'other'; user_name: string | null }

const LIVE: SessionState = { kind: 'live' }

const changed = createSignal()
let page: SessionFacts | null = null
let state: SessionState = LIVE

export const subscribeSession = changed.subscribe

/** What is the matter with the session of this page. */
export const readSessionState = (): SessionState => state

/** What was last told of the session that this page was made for; null before the page is hydrated. */
export const readSessionFacts = (): SessionFacts | null => page

function setState(next: SessionState): void {
  // Rows of the person before are gone by then: only a new page helps.
  if (state.kind === 'other' && next.kind !== 'other') return
  state = next
  changed.notify()
}

/** Whether an answer with this mark is for the person of this page; if not, the page is told. No mark: it names nobody. */
export function belongsToPage(person: string | null): boolean {
  if (!person || !page || page.person === person) return true
  if (state.kind !== 'other') setState({ kind: 'other', user_name: null })
  return false
}

/** The server has refused the session: status 401. */
export function sessionEnded(error: RollcallError): void {
  setState({ kind: 'over', error })
}

/** Takes in what the server has told of the session that this browser has now. */
export function sessionTold(facts: SessionFacts): void {
  if (page && page.person !== facts.person) {
    setState({ kind: 'other', user_name: facts.user_name })
    return
  }
  // A page that the router kept may tell less than is known.
  if (page && facts.told_at < page.told_at) return
  const isNew = page?.started_at !== facts.started_at
  page = facts
  // A session whose grant Zoom refuses still lives: only a new sign-in mends that.
  if (state.kind === 'over' && state.error.code === 'sign_in_again' && !isNew) return
  const { warn_at, told_at } = facts
  setState(warn_at !== null && told_at >= warn_at ? { kind: 'idle' } : LIVE)
}
