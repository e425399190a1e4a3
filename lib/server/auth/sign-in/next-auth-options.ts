import 'server-only'
import type { AuthOptions } from 'next-auth'
import ZoomProvider from 'next-auth/providers/zoom'
import { getEnv } from '../../platform/env.ts'
import { describeError, log } from '../../platform/logging.ts'
import { metrics } from '../../platform/metrics.ts'
import { type Me, readMe } from '../../zoom/me.ts'
import { exchangeCode } from '../../zoom/oauth.ts'
import { nextAuthCookies } from '../cookies.ts'
import { type SignInAttempt, step, WrongAccount } from './sign-in-attempt.ts'
import { userName } from './user-name.ts'

type Checked = { code?: string; state?: string; code_verifier?: string }

/**
 * next-auth with its Zoom provider, adjusted as zoom.md 1.6 says. Its cookie holds only a session's reference; tokens
 * go to the store in the `jwt` callback and nowhere else. Built anew for each request: `attempt` is there for the one
 * that brings Zoom's answer.
 */
export function nextAuthOptions(attempt?: SignInAttempt): AuthOptions {
  const env = getEnv()
  const maxAge = env.SESSION_MAX_HOURS * 3_600
  return {
    secret: env.NEXTAUTH_SECRET[0],
    pages: { signIn: '/sign-in', error: '/sign-in' },
    session: { strategy: 'jwt', maxAge },
    cookies: nextAuthCookies(),
    jwt: { maxAge },
    providers: [
      ZoomProvider({
        clientId: env.ZOOM_CLIENT_ID,
        clientSecret: env.ZOOM_CLIENT_SECRET,
        // The empty scope stays: without it openid-client would send `scope=openid`, which Zoom may refuse.
        authorization: `${env.ZOOM_OAUTH_URL}/authorize?scope`,
        token: {
          request: ({ params, checks, provider }) =>
            step(attempt, async attempt => {
              const { code = '', state } = params as Checked
              const expected = checks as Checked
              if (!expected.state || state !== expected.state) throw new Error('The state is another one.')
              const { callbackUrl } = provider as unknown as { callbackUrl: string }
              const { code_verifier } = expected
              attempt.tokens = await exchangeCode({ code, redirect_uri: callbackUrl, code_verifier })
              return { tokens: { access_token: attempt.tokens.access_token } }
            }),
        },
        userinfo: {
          request: ({ tokens }) =>
            step(attempt, async () => {
              const me = await readMe(tokens.access_token ?? '')
              if (env.ZOOM_ACCOUNT_ID && me.account_id !== env.ZOOM_ACCOUNT_ID) throw new WrongAccount()
              return me as never
            }),
        },
        checks: env.ZOOM_PKCE === 'on' ? ['pkce', 'state'] : ['state'],
        profile: (me: Me) => ({
          id: me.id,
          name: userName(me),
          account_id: typeof me.account_id === 'string' ? me.account_id : '',
        }),
      }),
    ],
    callbacks: {
      // The address is ours and checked already, see sign-in.ts.
      redirect: ({ url }) => url,
      jwt: ({ user }) =>
        step(attempt, async attempt => {
          const { tokens, user_agent, sessions } = attempt
          if (!tokens) throw new Error('There are no tokens to keep.')
          const { account_id = '' } = user as { account_id?: string }
          const person = { user_id: user.id, account_id, user_name: user.name ?? '' }
          const ref = await sessions.start({ ...person, user_agent, tokens })
          attempt.tokens = undefined
          return { ref }
        }),
    },
    logger: {
      // next-auth puts profiles and tokens into what it logs: only its codes are kept.
      error: (code, metadata) => {
        metrics().nextAuthErrors.inc({ code })
        const error = (metadata as { error?: unknown } | undefined)?.error ?? metadata
        log().warn({ event: 'next_auth', code, ...describeError(error) })
      },
      warn: code => log().warn({ event: 'next_auth', code }),
      debug: () => {},
    },
  }
}
