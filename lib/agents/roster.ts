import type { Field } from './field.ts'
import { FIELDS } from './fields.ts'
import type { RosterAgent, RosterAnswer } from './roster-answer.ts'
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
}

/** The next state. `before` is null at first; an answer that resets forgets who is not in it. */
export function applyAnswer(before: Roster | null, answer: RosterAnswer): Roster {
  const { users, order: newOrder, reset, history = [], ...rest } = answer
  const known = new Map(before?.agents.map(agent => [agent.user_id, agent]))
  const byId = reset ? new Map<string, RosterAgent>() : new Map(known)
  const changes = new Map(before?.isWhole ? [] : before?.changes)
  for (const user of users) {
    const was = known.get(user.user_id)
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
    history: lastHalfHour([...(reset ? [] : (before?.history ?? [])), ...history]),
    isWhole: rest.complete && agents.length === order.length && agents.length >= rest.held,
  }
}

/** Where a read tells something else than the one before; null where only the moment of a status moved. */
function changedFields(was: RosterAgent, is: RosterAgent): Record<string, string> | null {
  const changed: Record<string, string> = {}
  for (const field of FIELDS as readonly Field[]) {
    const before = field.text(was, 'UTC')
    if (before !== field.text(is, 'UTC')) changed[field.key] = before ?? ''
  }
  return Object.keys(changed).length > 0 ? changed : null
}
