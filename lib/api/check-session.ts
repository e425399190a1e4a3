import { RollcallError } from '@/lib/errors.ts'
import { askServer } from './ask-server.ts'
import { setServerClock } from './server-clock.ts'
import { type SessionFacts, sessionEnded, sessionTold } from './session.ts'

/**
 * Asks the server who is signed in in this browser, for the page to follow. With `activity` it is the person who asks,
 * which postpones the idle end. Throws RollcallError where the server cannot be reached.
 */
export async function checkSession({ activity = false } = {}): Promise<void> {
  const facts = await askServer<SessionFacts | Record<string, never>>('/api/auth/session', {
    background: !activity,
    forAnybody: true,
  })
  if ('person' in facts) {
    setServerClock(facts.told_at)
    sessionTold(facts as SessionFacts)
  } else
    sessionEnded(
      new RollcallError('signed_out', { message: 'You are signed out. Sign in again to continue.' }),
    )
}
