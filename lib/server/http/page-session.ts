import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { signInAddress } from '@/lib/sign-in-address.ts'
import { readSessionRef } from '../auth/session-cookie.ts'
import { getContext } from '../context.ts'
import type { SessionRecord } from '../store/session-store.ts'
import { personMark } from './person-mark.ts'

/**
 * The session of a page's visitor. Without one the visitor goes to the sign-in page and comes back to `address`.
 * `person`: the mark that a sign-in from an ended session came back with. For anybody else nothing of that session is
 * opened again, only the bare list.
 */
export async function requirePageSession(
  address: string,
  person: string | string[] | undefined,
): Promise<SessionRecord> {
  const jar = await cookies()
  const ref = await readSessionRef(name => jar.get(name)?.value)
  // A prefetch is the browser's idea, not the person's.
  const isPrefetch = (await headers()).has('next-router-prefetch')
  const session = ref === null ? null : await getContext().sessions.read(ref, !isPrefetch)
  if (session && person !== undefined) redirect(person === personMark(session.user_id) ? address : '/agents')
  if (session) return session
  redirect(signInAddress({ reason: ref === null ? undefined : 'session_over', callbackUrl: address }))
}
