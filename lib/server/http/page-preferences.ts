import 'server-only'
import { cookies, headers } from 'next/headers'
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
import { getEnv } from '../platform/env.ts'

type Preferences = { theme: Theme; zone: string; locale: string; look: OwnLook; every: number }

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

/** The language that the visitor's browser prefers (RFC 9110, 12.5.4), or `en`. */
async function readLocale(): Promise<string> {
  const [first = ''] = ((await headers()).get('accept-language') ?? '').split(/[,;]/)
  try {
    return Intl.getCanonicalLocales(first.trim())[0] ?? 'en'
  } catch {
    return 'en'
  }
}
