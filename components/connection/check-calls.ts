import type { AgentsPage } from '@/lib/agents/schema.ts'
import { askServer } from '@/lib/api/ask-server.ts'
import type { RollcallError } from '@/lib/errors.ts'
import { NEEDED_SCOPES } from '@/lib/scopes.ts'

const { getMe: _, ...CHECKED } = NEEDED_SCOPES

/** What can be checked at any time: all calls but the one that a sign-in makes. */
export type CheckedCall = keyof typeof CHECKED

/** Each of them asks Zoom once. */
export const CHECKED_CALLS = Object.keys(CHECKED) as CheckedCall[]

/** Calls about one agent, who is taken from the list. */
const ABOUT_AN_AGENT = CHECKED_CALLS.filter(call => CHECKED[call].path.includes('{userId}'))
const OTHERS = CHECKED_CALLS.filter(call => call !== 'listUsers' && !ABOUT_AN_AGENT.includes(call))

export type Outcome =
  | { kind: 'works' }
  | { kind: 'failed'; error: RollcallError }
  | { kind: 'not_asked'; why: string }

/**
 * Makes each call once and tells what has come of it. Resolves when all are told; rejects with the signal's reason, and
 * with what the session is refused with.
 */
export async function checkCalls(
  tell: (call: CheckedCall, outcome: Outcome) => void,
  signal: AbortSignal,
): Promise<void> {
  async function ask<Answer>(call: CheckedCall, user_id = ''): Promise<Answer | null> {
    const path = CHECKED[call].path.replace('{userId}', () => encodeURIComponent(user_id))
    try {
      const answer = await askServer<Answer>(`/api/zoom${path}`, { signal })
      tell(call, { kind: 'works' })
      return answer
    } catch (thrown) {
      const error = thrown as RollcallError
      if (signal.aborted || error.status === 401) throw thrown
      tell(call, { kind: 'failed', error })
      return null
    }
  }

  async function askAboutAnAgent(): Promise<void> {
    const page = await ask<AgentsPage>('listUsers')
    const user_id = page?.users[0]?.user_id
    if (user_id !== undefined) {
      await Promise.all(ABOUT_AN_AGENT.map(call => ask(call, user_id)))
      return
    }
    const why = page
      ? 'The list has no agent to ask about.'
      : 'It asks about an agent, and the list of agents could not be read.'
    for (const call of ABOUT_AN_AGENT) tell(call, { kind: 'not_asked', why })
  }

  await Promise.all([askAboutAnAgent(), ...OTHERS.map(call => ask(call))])
}
