import type { IncomingMessage } from 'node:http'
import { cookieNames, readCookieLine } from './cookies.ts'
import { decodeWithAnySecret } from './secrets.ts'

const REMEMBERED = 2_000
const refs = new Map<string, string>()

/**
 * The session reference inside next-auth's encrypted cookie, or null. Opening one costs key derivation and
 * decryption, so the answer is remembered per cookie text; whether the session lives is asked of the store.
 */
export async function readSessionRef(cookie: (name: string) => string | undefined): Promise<string | null> {
  const token = cookie(cookieNames.session())
  if (!token || token.length > 4_096) return null
  const known = refs.get(token)
  if (known) return known
  const ref = (await decodeWithAnySecret({ token }))?.ref
  if (typeof ref !== 'string') return null
  if (refs.size >= REMEMBERED) refs.delete(refs.keys().next().value as string)
  refs.set(token, ref)
  return ref
}

/** Whether a request brings a session's cookie that opens. No store is asked whether that session lives. */
export async function bringsSession({ headers }: IncomingMessage): Promise<boolean> {
  const cookies = new Map((headers.cookie ?? '').split('; ').map(readCookieLine))
  return (await readSessionRef(name => cookies.get(name))) !== null
}
