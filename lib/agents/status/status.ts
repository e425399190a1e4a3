import { plainWords } from '../plain-words.ts'
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
