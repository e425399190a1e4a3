import 'server-only'
import type { AuthOptions, CookiesOptions } from 'next-auth'
import { decode, encode, type JWTDecodeParams } from 'next-auth/jwt'
import ZoomProvider from 'next-auth/providers/zoom'
import { isRollcallError, RollcallError } from '@/lib/errors.ts'
import { getEnv, isHttps } from '../platform/env.ts'
import { describeError, log } from '../platform/logging.ts'
import { metrics } from '../platform/metrics.ts'
import { sendToZoom } from '../zoom/http.ts'
import { readTokens } from '../zoom/oauth.ts'
import { safeReturnAddress } from './return-address.ts'
import type { Sessions } from './sessions.ts'

// The exchange spends the code: an answer given up on costs the person another try.
const EXCHANGE_TIMEOUT_MS = 20_000
const USERINFO_TIMEOUT_MS = 15_000

/** Fields of `/users/me` (zoom.md 1.7) that are used here. Only `id` is needed. */
type ZoomUser = {
  id: string
  account_id?: unknown
  first_name?: string
  last_name?: string
  display_name?: string
  email?: string
}

/** Why a sign-in failed, where next-auth itself would only say "OAuthCallback". */
export type SignInOutcome = { failure?: RollcallError; signOutFailed?: unknown }

const prefix = () => (isHttps() ? '__Host-' : '')

/** The session cookie's name. `__Host-` needs https, so a sandbox on loopback http has the plain name. */
export const sessionCookieName = () => `${prefix()}rollcall.session`

/** The cookie in which next-auth keeps where to go after the sign-in. */
export const returnCookieName = () => `${prefix()}rollcall.return`

function cookies(): CookiesOptions {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps() } as const
  const brief = { ...options, maxAge: 15 * 60 }
  return {
    sessionToken: { name: sessionCookieName(), options },
    callbackUrl: { name: returnCookieName(), options },
    csrfToken: { name: `${prefix()}rollcall.csrf`, options },
    pkceCodeVerifier: { name: `${prefix()}rollcall.pkce`, options: brief },
    state: { name: `${prefix()}rollcall.state`, options: brief },
    nonce: { name: `${prefix()}rollcall.nonce`, options: brief },
  }
}

/** Opens with any of the secrets, so that a rotation signs nobody out. */
export async function decodeWithAnySecret(params: Omit<JWTDecodeParams, 'secret'>) {
  for (const secret of getEnv().NEXTAUTH_SECRET) {
    try {
      return await decode({ ...params, secret })
    } catch {
      // another secret, an expired or a forged cookie
    }
  }
  return null
}

/** The person's own name for the account menu: never "undefined undefined" (zoom.md 1.6). */
export function userName({ display_name, first_name, last_name, email }: ZoomUser): string {
  const names = [first_name, last_name].filter(name => typeof name === 'string' && name.trim() !== '')
  return display_name?.trim() || names.join(' ') || email || 'Zoom user'
}

async function readMe(access_token: string): Promise<ZoomUser> {
  const { status, body, tracking_id } = await sendToZoom(`${getEnv().ZOOM_API_URL}/users/me`, {
    headers: { authorization: `Bearer ${access_token}`, accept: 'application/json' },
    timeout_ms: USERINFO_TIMEOUT_MS,
  })
  if (status === 200) {
    const me = JSON.parse(body) as Partial<ZoomUser> | null
    if (typeof me?.id === 'string' && me.id !== '') return me as ZoomUser
    throw new RollcallError('zoom_invalid', { tracking_id })
  }
  if (status < 500 && /scopes?/i.test(body))
    throw new RollcallError('scope_missing', { scopes: ['user:read:user:admin'], tracking_id })
  throw new RollcallError(status >= 500 || status === 429 ? 'unavailable' : 'not_permitted', { tracking_id })
}

/**
 * next-auth with its Zoom provider, adjusted as zoom.md 1.6 says. Its cookie holds only a session's
 * reference; tokens go to the store in the `jwt` callback and nowhere else. Built anew for each request, so
 * that `outcome` can tell the route what went wrong.
 */
export function nextAuthOptions(sessions: Sessions, request: Request, outcome: SignInOutcome): AuthOptions {
  const env = getEnv()
  const maxAge = env.SESSION_MAX_HOURS * 3_600
  return {
    secret: env.NEXTAUTH_SECRET[0],
    pages: { signIn: '/sign-in', error: '/sign-in' },
    session: { strategy: 'jwt', maxAge },
    cookies: cookies(),
    jwt: { maxAge, encode, decode: ({ secret: _, ...params }) => decodeWithAnySecret(params) },
    providers: [
      ZoomProvider({
        clientId: env.ZOOM_CLIENT_ID,
        clientSecret: env.ZOOM_CLIENT_SECRET,
        // The empty scope stays: without it openid-client would send `scope=openid`, which Zoom may refuse.
        authorization: `${env.ZOOM_OAUTH_URL}/authorize?scope`,
        token: `${env.ZOOM_OAUTH_URL}/token`,
        userinfo: {
          url: `${env.ZOOM_API_URL}/users/me`,
          request: async ({ tokens }) => {
            try {
              return (await readMe(tokens.access_token ?? '')) as never
            } catch (error) {
              outcome.failure = isRollcallError(error)
                ? error
                : new RollcallError('unavailable', { cause: error })
              throw error
            }
          },
        },
        checks: env.ZOOM_PKCE === 'on' ? ['pkce', 'state'] : ['state'],
        httpOptions: { timeout: EXCHANGE_TIMEOUT_MS },
        profile: (me: ZoomUser) => ({
          id: me.id,
          name: userName(me),
          account_id: typeof me.account_id === 'string' ? me.account_id : '',
        }),
      }),
    ],
    callbacks: {
      redirect: ({ url }) => new URL(safeReturnAddress(url), env.NEXTAUTH_URL).href,
      async jwt({ account, user }) {
        // openid-client has turned expires_in into an instant.
        const expires_in = account?.expires_at ? account.expires_at - Date.now() / 1000 : undefined
        const tokens = account && readTokens({ ...account, expires_in })
        if (!tokens) throw new RollcallError('zoom_invalid')
        const user_agent = (request.headers.get('user-agent') ?? '').slice(0, 300)
        const ref = await sessions
          .start({
            user_id: user.id,
            account_id: (user as { account_id?: string }).account_id ?? '',
            user_name: (user.name ?? '').slice(0, 200),
            user_agent,
            tokens,
          })
          .catch(error => {
            outcome.failure = new RollcallError('unavailable', { cause: error })
            throw error
          })
        return { ref }
      },
    },
    events: {
      async signOut({ token }) {
        try {
          const session = typeof token?.ref === 'string' ? await sessions.read(token.ref, false) : null
          if (session) await sessions.end(session)
        } catch (error) {
          outcome.signOutFailed = error
        }
      },
    },
    logger: {
      // next-auth puts profiles and tokens into what it logs: only its codes are kept.
      error: (code, metadata) => {
        metrics().nextAuthErrors.inc({ code })
        log().warn({
          event: 'next_auth',
          code,
          ...describeError((metadata as { error?: unknown })?.error ?? metadata),
        })
      },
      warn: code => log().warn({ event: 'next_auth', code }),
      debug: () => {},
    },
  }
}
