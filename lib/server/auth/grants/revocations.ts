import { ExponentialBackoff, handleWhen, retry } from 'cockatiel'
import { describeError, log } from '../../platform/logging.ts'
import { ConnectionLost } from '../../zoom/http.ts'
import { revokeToken, type Tokens } from '../../zoom/oauth.ts'
import { isZoomTrouble } from './back-off.ts'

/** Ends pairs of tokens at Zoom. Best effort (zoom.md 1.3): it delays nobody and fails for nobody, the log tells. */
export function createRevocations() {
  const running = new Set<Promise<void>>()
  const again = retry(handleWhen(isWorthAnother), {
    maxAttempts: 3,
    backoff: new ExponentialBackoff({ initialDelay: 500, maxDelay: 4_000 }),
  })

  async function revokePair({ refresh_token, access_token }: Tokens): Promise<void> {
    try {
      // The one that lives for 90 days first. One after the other: whether the first takes the second along is unknown.
      await again.execute(() => revokeToken(refresh_token))
      await again.execute(() => revokeToken(access_token))
      log().info({ event: 'revoked' })
    } catch (error) {
      log().warn(
        { event: 'revoke_failed', ...describeError(error) },
        'Zoom did not take back a grant that nobody needs; it lives until it expires',
      )
    }
  }

  return {
    start(tokens: Tokens): void {
      const work = revokePair(tokens).finally(() => running.delete(work))
      running.add(work)
    },
    running,
  }
}

function isWorthAnother(error: unknown): boolean {
  return error instanceof ConnectionLost || isZoomTrouble(error)
}
