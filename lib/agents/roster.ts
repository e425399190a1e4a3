import type { Field } from './field.ts'
import { FIELDS } from './fields.ts'
import type { RosterAgent, RosterAnswer } from './roster-answer.ts'
import type { Agent } from './schema.ts'
import { lastHalfHour, type StatusSample } from './status/status-history.ts'

/** What a read has changed about an agent: by field, what it was in words (`''`: it was not told). */
export type Changes = ReadonlyMap<string, Readonly<Record<string, string>>>

/** All agents as the browser holds them, patched by one answer of `/api/roster` after another. */
export type Roster = Omit<RosterAnswer, 'users' | 'order' | 'reset' | 'history'> & {
  /** Those that have arrived, in Zoom's order; an agent that has not changed is the same object as before. */
  agents: readonly RosterAgent[]
  order: readonly string[]
  /** Everything that the server holds has arrived, and that is all that Zoom has. */
  isWhole: boolean
  /** How many agents had each status in the last half hour, as far as the server has seen. */
  history: readonly StatusSample[]
  /** What the answers since the last whole state have changed. */
  changes: Changes
  /** By `user_id`, of those who stand here as they were read at `at`, after the list: as the server has `told` them. */
  newer: ReadonlyMap<string, { at: string; told: RosterAgent }>
}

/**
 * The next state. `before` is null at first; an answer that resets forgets who is not in it. Who was read after the list
 * stays so until all are read after that: then they are as they were told, since answers tell only what has changed.
 */
export function applyAnswer(before: Roster | null, answer: RosterAnswer): Roster {
  const { users, order: newOrder, reset, history = [], ...rest } = answer
  const known = new Map(before?.agents.map(agent => [agent.user_id, agent]))
  const byId = reset ? new Map<string, RosterAgent>() : new Map(known)
  const changes = new Map(before?.isWhole ? [] : before?.changes)
  const newer = new Map(before?.newer)
  for (const [id, { at, told }] of newer) {
    if ((rest.read_at ?? '') <= at) continue
    newer.delete(id)
    if (byId.has(id)) byId.set(id, told)
  }
  for (const user of users) {
    const was = known.get(user.user_id)
    const own = newer.get(user.user_id)
    if (was && own && user.status_since.at <= own.at) {
      newer.set(user.user_id, { ...own, told: user })
      byId.set(user.user_id, was)
      continue
    }
    newer.delete(user.user_id)
    byId.set(user.user_id, user)
    const changed = was && changedFields(was, user)
    if (changed) changes.set(user.user_id, changed)
  }
  const order = newOrder ?? (reset ? users.map(({ user_id }) => user_id) : (before?.order ?? []))
  const agents = order.flatMap(id => byId.get(id) ?? [])
  return {
    ...rest,
    order,
    agents,
    changes,
    newer,
    history: lastHalfHour([...(reset ? [] : (before?.history ?? [])), ...history]),
    isWhole: rest.complete && agents.length === order.length && agents.length >= rest.held,
  }
}

/** Where a read tells something else than the one before; null where only the moment of a status moved. */
export function changedFields(was: Agent, is: Agent): Record<string, string> | null {
  const changed: Record<string, string> = {}
  for (const field of FIELDS as readonly Field[]) {
    const before = field.text(was, 'UTC')
    if (before !== field.text(is, 'UTC')) changed[field.key] = before ?? ''
  }
  return Object.keys(changed).length > 0 ? changed : null
}
