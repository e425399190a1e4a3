/** Why a page of ours sends its visitor to the sign-in page. It is checked there before it is said. */
export type SignInReason = 'signed_out' | 'session_over'

const ERRORS = [
  'cancelled',
  'not_started',
  'not_completed',
  'wrong_account',
  'scope_missing',
  'not_permitted',
  'zoom_away',
  'zoom_timeout',
  'zoom_invalid',
  'store_away',
] as const

/** Why a sign-in did not come about. */
export type SignInError = (typeof ERRORS)[number]

export function isSignInError(value: unknown): value is SignInError {
  return (ERRORS as readonly unknown[]).includes(value)
}

/** As long as a place to come back to may be: a cookie has to hold it. */
export const LONGEST_RETURN = 2_000

/**
 * The sign-in page, and where to go from there. `callbackUrl` is a path of ours; one that nobody would be led back to
 * stays out: encoded once more, a long list's address and the cookies beside it are more than a server takes.
 */
export function signInAddress(
  query: { reason?: SignInReason; error?: SignInError; callbackUrl?: string } = {},
): string {
  const set = Object.entries(query).filter(
    ([, value]) => value !== undefined && value.length <= LONGEST_RETURN,
  )
  return set.length > 0 ? `/sign-in?${new URLSearchParams(set)}` : '/sign-in'
}
