import 'server-only'
import type { NextRequest } from 'next/server'
import { cookieNames, readCookieLine } from '../cookies.ts'
import { callNextAuth } from './next-auth-call.ts'
import { nextAuthOptions } from './next-auth-options.ts'

/** The CSRF token that next-auth's forms need, and the `Set-Cookie` line of a new one. */
export async function readCsrfToken(request: NextRequest): Promise<{ csrfToken: string; cookies: string[] }> {
  const name = cookieNames.csrf()
  const cookies = { [name]: request.cookies.get(name)?.value ?? '' }
  const answer = await callNextAuth({ action: 'csrf', method: 'GET', cookies }, nextAuthOptions())
  const { csrfToken } = answer.body as { csrfToken: string }
  return { csrfToken, cookies: answer.cookies.filter(line => readCookieLine(line)[0] === name) }
}
