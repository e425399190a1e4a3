import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { type OwnLook, readOwnLook } from '@/lib/agents/look/own-look.ts'
import { isTimeZone } from '@/lib/formats.ts'
import {
  COLUMNS_COOKIE,
  EVERY_COOKIE,
  readInterval,
  readTheme,
  THEME_COOKIE,
  type Theme,
  ZONE_COOKIE,
} from '@/lib/preferences.ts'
import { signInAddress } from '@/lib/sign-in-address.ts'
import { readSessionRef } from '../auth/session-cookie.ts'
import { getContext } from '../context.ts'
import { getEnv } from '../platform/env.ts'
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

/** What the visitor's browser prefers (RFC 9110, 12.5.4: its language), or `en`. */
async function readLocale(): Promise<string> {
  const [first = ''] = ((await headers()).get('accept-language') ?? '').split(/[,;]/)
  try {
    return Intl.getCanonicalLocales(first.trim())[0] ?? 'en'
  } catch {
    return 'en'
  }
}

export type Preferences = { theme: Theme; zone: string; locale: string; look: OwnLook; every: number }

/** What the visitor's browser has told by cookies, and its language; UTC until it has told its zone. */
export async function readPreferences(): Promise<Preferences> {
  const jar = await cookies()
  const zone = jar.get(ZONE_COOKIE)?.value ?? ''
  return {
    theme: readTheme(jar.get(THEME_COOKIE)?.value),
    zone: isTimeZone(zone) ? zone : 'UTC',
    locale: await readLocale(),
    look: readOwnLook(jar.get(COLUMNS_COOKIE)?.value),
    every: readInterval(jar.get(EVERY_COOKIE)?.value, getEnv().ROSTER_SECONDS),
  }
}
