import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { agentSchema } from '@/lib/agents/schema.ts'
import type { StatusEvent } from './held/status-event.ts'

/** What Zoom told by itself: the status of one agent, or that somebody came, went or was changed. */
export type RosterChange = StatusEvent | 'people'

/** The same, and of which account. */
export type RosterEvent = { account_id: string; change: RosterChange }

/** `challenge`: what Zoom's set-up of the address wants to hear. `other`: an event that tells nothing of a roster. */
export type Notice =
  | { kind: 'challenge'; answer: { plainToken: string; encryptedToken: string } }
  | { kind: 'event'; event: RosterEvent }
  | { kind: 'other' }

const LONGEST_AGE_MS = 300_000
const PEOPLE = ['user_created', 'user_updated', 'user_deleted'].map(name => `contact_center.${name}`)

/** Epoch milliseconds, or an ISO instant (zoom.md 6). */
const moment = z
  .union([z.string(), z.number()])
  .transform(value => {
    const at = typeof value === 'string' && !/^\d+$/.test(value) ? Date.parse(value) : Number(value)
    return at > 0 ? at : undefined
  })
  .optional()
  .catch(undefined)

const envelope = z.object({
  event: z.string(),
  event_ts: moment,
  payload: z.object({
    account_id: z.string().optional(),
    plainToken: z.string().max(1_000).optional(),
    object: z.unknown().optional(),
  }),
})

/** A status is read as the list's are: the two are compared. */
const { status_id, status_name, sub_status_id, sub_status_name } = agentSchema.shape

const statusChange = z.object({
  user_id: z.coerce.string(),
  current_status_id: status_id,
  current_status_name: status_name,
  current_sub_status_id: sub_status_id,
  current_sub_status_name: sub_status_name,
  date_time_ms: moment,
  date_time: moment,
})

/**
 * Whether Zoom has signed this body not longer than 5 minutes ago (zoom.md 7). `timestamp` is the header
 * `x-zm-request-timestamp`, in seconds, or milliseconds; `signature` is `x-zm-signature`.
 */
export function isSigned(
  body: Uint8Array,
  { timestamp, signature, secret }: { timestamp: string; signature: string; secret: string },
): boolean {
  const expected = Buffer.from(`v0=${hmac(secret, `v0:${timestamp}:`, body)}`)
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false
  if (!/^\d{10,13}$/.test(timestamp)) return false
  const signed_at = timestamp.length > 10 ? Number(timestamp) : Number(timestamp) * 1_000
  return Math.abs(Date.now() - signed_at) <= LONGEST_AGE_MS
}

/** Reads a signed body; null when it is no event of Zoom's at all. */
export function readNotice(body: string, secret: string): Notice | null {
  const read = envelope.safeParse(parse(body))
  if (!read.success) return null
  const { event, event_ts, payload } = read.data
  if (event === 'endpoint.url_validation') {
    const { plainToken } = payload
    return plainToken === undefined
      ? null
      : { kind: 'challenge', answer: { plainToken, encryptedToken: hmac(secret, plainToken) } }
  }
  const { account_id } = payload
  if (!account_id) return { kind: 'other' }
  if (PEOPLE.includes(event)) return { kind: 'event', event: { account_id, change: 'people' } }
  if (event !== 'contact_center.user_status_changed') return { kind: 'other' }
  const change = statusChange.safeParse(payload.object)
  const at = change.data?.date_time_ms ?? event_ts ?? change.data?.date_time
  if (!change.success || at === undefined) return { kind: 'other' }
  const { current_status_id, current_status_name } = change.data
  if (current_status_id === undefined && current_status_name === undefined) return { kind: 'other' }
  return { kind: 'event', event: { account_id, change: toStatusEvent(change.data, at) } }
}

function toStatusEvent(change: z.infer<typeof statusChange>, at: number): StatusEvent {
  return {
    user_id: change.user_id,
    status: JSON.stringify({
      status_id: change.current_status_id,
      status_name: change.current_status_name,
      sub_status_id: change.current_sub_status_id,
      sub_status_name: change.current_sub_status_name,
    }),
    // A clock that is ahead must not make all later readings look older.
    at: Math.min(Math.round(at), Date.now()),
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function hmac(secret: string, ...parts: (string | Uint8Array)[]): string {
  const hash = createHmac('sha256', secret)
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
