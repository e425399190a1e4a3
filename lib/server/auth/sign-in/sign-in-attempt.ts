import { isRollcallError } from '@/lib/errors.ts'
import type { SignInError } from '@/lib/sign-in-address.ts'
import { isStoreUnavailable } from '../../store/store-unavailable.ts'
import { SetupRefused, type Tokens } from '../../zoom/oauth.ts'
import type { Sessions } from '../sessions.ts'

/** Somebody of another Zoom account than ZOOM_ACCOUNT_ID names, or of none that Zoom tells. */
export class WrongAccount extends Error {
  readonly code = 'wrong_account'
}

/** What happens between Zoom's answer and the session. next-auth would only say "OAuthCallback" where it goes wrong. */
export type SignInAttempt = {
  user_agent: string
  sessions: Pick<Sessions, 'start'>
  /** What Zoom has issued and nobody has stored yet. */
  tokens?: Tokens
  failure?: SignInError
}

/** Runs one step of an attempt and notes why it failed. */
export async function step<T>(
  attempt: SignInAttempt | undefined,
  work: (attempt: SignInAttempt) => Promise<T>,
): Promise<T> {
  if (!attempt) throw new Error('Only the answer of Zoom makes a sign-in.')
  try {
    return await work(attempt)
  } catch (error) {
    attempt.failure = reasonOf(error)
    throw error
  }
}

function reasonOf(error: unknown): SignInError {
  if (error instanceof WrongAccount) return error.code
  if (isStoreUnavailable(error)) return 'store_away'
  if (!isRollcallError(error) || error.cause instanceof SetupRefused) return 'not_completed'
  switch (error.code) {
    case 'scope_missing':
    case 'not_permitted':
    case 'zoom_timeout':
    case 'zoom_invalid':
      return error.code
    case 'unavailable':
    case 'rate_limited':
      return 'zoom_away'
    default:
      return 'not_completed'
  }
}
