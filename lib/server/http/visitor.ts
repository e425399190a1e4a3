import 'server-only'
import { readSessionRef } from '../auth/session-cookie.ts'
import { getContext } from '../context.ts'

/** Who opens the sign-in page. `refused_by_zoom`: the session lives, but Zoom no longer accepts its grant. */
export type Visitor =
  | { is: 'signed_in'; user_name: string }
  | { is: 'refused_by_zoom' | 'signed_out' }
  /** The store cannot be read: the page must open all the same, and state nothing. */
  | { is: 'unknown' }

/** Reads who that is from the cookies of a request; never rejects. */
export async function readVisitor(cookie: (name: string) => string | undefined): Promise<Visitor> {
  try {
    const { sessions, grants } = getContext()
    const ref = await readSessionRef(cookie)
    const session = ref && (await sessions.read(ref, false))
    if (!session) return { is: 'signed_out' }
    if (!(await grants.isUsable(session.user_id))) return { is: 'refused_by_zoom' }
    return { is: 'signed_in', user_name: session.user_name }
  } catch {
    return { is: 'unknown' }
  }
}
