import { serverTime } from '@/lib/api/server-clock.ts'
import { formatDay, formatTime } from '../../formats.ts'
import { plainWords } from '../plain-words.ts'
import type { StatusSince } from '../roster-answer.ts'
import type { Agent } from '../schema.ts'

/** How a status is drawn. Zoom's four defaults have shapes of their own; an account's own statuses share one. */
export type StatusKind = 'offline' | 'ready' | 'not-ready' | 'occupied' | 'custom' | 'unknown'

export const STATUS_KINDS: readonly StatusKind[] = [
  'ready',
  'not-ready',
  'occupied',
  'offline',
  'custom',
  'unknown',
]

export const STATUS_LABELS: Record<StatusKind, string> = {
  ready: 'Ready',
  'not-ready': 'Not Ready',
  occupied: 'Occupied',
  offline: 'Offline',
  custom: 'Custom',
  unknown: 'Unknown',
}

// Maps, since an account may name a status "constructor".
const BY_ID = new Map<string | undefined, StatusKind>([
  ['0', 'offline'],
  ['1', 'ready'],
  ['2', 'not-ready'],
  ['3', 'occupied'],
])
const BY_NAME = new Map<string | undefined, StatusKind>([
  ['offline', 'offline'],
  ['ready', 'ready'],
  ['not ready', 'not-ready'],
  ['occupied', 'occupied'],
])

/** The kind by id, else by the default's name (zoom.md 2.3); anything else with a name is the account's own. */
export function statusKind({ status_id, status_name }: Pick<Agent, 'status_id' | 'status_name'>): StatusKind {
  const known = BY_ID.get(status_id) ?? BY_NAME.get(plainWords(status_name ?? '').toLowerCase())
  return known ?? (status_name ? 'custom' : 'unknown')
}

/** The word to show. A default without a name still has its own; undefined where Zoom tells neither. */
export function statusWord(agent: Pick<Agent, 'status_id' | 'status_name'>): string | undefined {
  const kind = statusKind(agent)
  if (agent.status_name !== undefined) return plainWords(agent.status_name)
  return kind === 'unknown' ? undefined : STATUS_LABELS[kind]
}

const RANKS: Record<StatusKind, number> = {
  ready: 0,
  occupied: 1,
  'not-ready': 2,
  custom: 3,
  offline: 4,
  unknown: 5,
}

/** The place of a status in an order: who can take something comes first. */
export function statusRank(agent: Pick<Agent, 'status_id' | 'status_name'>): number {
  return RANKS[statusKind(agent)]
}

const A_DAY_MS = 86_400_000

/**
 * Since when a status is known to hold, never for how long: "since 14:02" where the change was seen or told, "at least
 * since 13:58" where the agent already had it when it was first read. `now`: epoch milliseconds, by
 * the server's clock where the page knows it; it decides whether the day is said.
 */
export function describeSince(
  { at, kind }: StatusSince,
  zone: string,
  now = serverTime() ?? Date.now(),
): string {
  const day = now - Date.parse(at) < A_DAY_MS ? '' : `${formatDay(at, zone)}, `
  return `${kind === 'first_read' ? 'at least since' : 'since'} ${day}${formatTime(at, zone)}`
}
