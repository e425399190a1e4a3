import NextAuth, { type AuthOptions } from 'next-auth'

/** `cookies` by next-auth's names (auth/cookies.ts); `form` is the body of a POST. */
export type NextAuthCall = {
  action: 'csrf' | 'signin' | 'callback' | 'signout'
  method: 'GET' | 'POST'
  query?: Record<string, string>
  form?: Record<string, string>
  cookies: Record<string, string>
}

/** `cookies` are `Set-Cookie` lines; `location` is where next-auth wants to go on to. */
export type NextAuthAnswer = { status: number; location: string | null; body: unknown; cookies: string[] }

/**
 * One call of next-auth, with exactly this input: its handler for Node's requests takes them as plain values, so that
 * no address, cookie or header of the browser's gets into it unread.
 */
export async function callNextAuth(call: NextAuthCall, options: AuthOptions): Promise<NextAuthAnswer> {
  const { action, method, query, form, cookies } = call
  const answer: NextAuthAnswer = { status: 200, location: null, body: null, cookies: [] }
  const response = {
    status(code: number) {
      answer.status = code
      return response
    },
    getHeader: (name: string) => (name === 'Set-Cookie' ? answer.cookies : undefined),
    setHeader(name: string, value: unknown) {
      if (name === 'Set-Cookie') answer.cookies = value as string[]
      if (name === 'Location') answer.location = value as string
      return response
    },
    json(body: unknown) {
      answer.body = body
    },
    send(body: unknown) {
      answer.body = body
    },
    end() {},
  }
  const request = {
    method,
    query: { ...query, nextauth: [action, 'zoom'] },
    body: form,
    cookies,
    headers: {},
  }
  await NextAuth(request as never, response as never, options)
  return answer
}
