import fc from 'fast-check'
import type { SessionRecord } from '../../../lib/server/store/session-store.ts'
import type { Store } from '../../../lib/server/store/store.ts'

/** Two handles on one and the same store, as two instances have them. */
export type Handles = { one: Store; two: Store }

/** For vi.waitFor on something that has to come true soon, by itself. */
export const PATIENCE = { timeout: 15_000, interval: 5 }

/** A lifetime that no test outlasts. */
export const LONG_MS = 60_000

/** Any text without NUL, from single letters to emoji and whatever Unicode has. */
export const text = fc
  .oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
  .map(value => value.replaceAll('\0', ''))

let count = 0

/** Keeps tests that share one store out of each other's way. */
export function unique(part: string) {
  count += 1
  return `${part} ${process.pid}-${count}`
}

export function sessionOf(user_id: string, changes: Partial<SessionRecord> = {}): SessionRecord {
  const created_at = Date.now()
  return {
    ref: unique('ref'),
    user_id,
    account_id: 'Ab-9_account',
    user_name: 'Žofie Ångström 👩🏽‍💻',
    user_agent: 'Mozilla/5.0',
    created_at,
    active_at: created_at,
    expires_at: created_at + LONG_MS,
    ...changes,
  }
}
