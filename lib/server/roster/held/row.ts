import type { Agent } from '@/lib/agents/schema.ts'
import type { StatusSince } from '@/lib/agents/status/status-since.ts'

/**
 * An agent as it was read, in two pieces of JSON: text takes a third of an object's memory, is compared at once and goes
 * into an answer as it stands.
 */
export type Reading = {
  user_id: string
  /** Every field but the statuses. */
  profile: string
  /** The four fields of status and reason; `{}` when Zoom tells none. */
  status: string
}

/** What is held of an agent; a change makes a new one. */
export type Row = Reading & {
  /** The number of its last change among all changes of this roster. */
  seq: number
  since: StatusSince
  /** When a page was asked for that did not tell this status yet, of a newcomer the first one that did; epoch milliseconds. */
  begun_after: number
}

export function toReading(agent: Agent): Reading {
  const { status_id, status_name, sub_status_id, sub_status_name, ...profile } = agent
  return {
    user_id: agent.user_id,
    profile: JSON.stringify(profile),
    status: JSON.stringify({ status_id, status_name, sub_status_id, sub_status_name }),
  }
}

/** Whether Zoom tells a status of this agent at all. */
export function tellsStatus({ status }: Reading): boolean {
  return status !== '{}'
}

/** One item of `users` in an answer. */
export function toItemText({ profile, status, since }: Row): string {
  const statuses = status === '{}' ? '' : `,${status.slice(1, -1)}`
  return `${profile.slice(0, -1)}${statuses},"status_since":${JSON.stringify(since)}}`
}

/** Memory of a row, near enough to bound the sum: text beyond Latin-1 takes two bytes a character. */
export function bytesOf({ user_id, profile, status }: Reading): number {
  const wide = Buffer.byteLength(profile) === profile.length ? 1 : 2
  return 250 + 2 * user_id.length + wide * profile.length + status.length
}

/** Fields that `before` told and `after` does not, parts of `channel_settings` by themselves. */
export function lostFields(before: Reading, after: Reading): string[] {
  const told = new Set(fieldsOf(after))
  return fieldsOf(before).filter(field => !told.has(field))
}

function fieldsOf({ profile, status }: Reading): string[] {
  const fields: string[] = status === '{}' ? [] : ['status']
  const collect = (part: object, prefix: string) => {
    for (const [name, value] of Object.entries(part)) {
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        collect(value, `${prefix}${name}.`)
      else fields.push(prefix + name)
    }
  }
  collect(JSON.parse(profile), '')
  return fields
}
