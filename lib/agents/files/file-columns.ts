import { formatInstant } from '../../formats.ts'
import type { Field } from '../field.ts'
import type { Agent } from '../schema.ts'

/** A number stays a number in a spreadsheet; undefined is an empty cell: Zoom does not tell it. */
export type FileCell = string | number | undefined

/** A column of a file, or of rows that are copied. */
export type FileColumn = { head: string; cell: (agent: Agent) => FileCell }

/** When an agent was read; ISO time. */
export type ReadAtOf = (agent: Agent) => string

/** The columns of the table, in words and in the person's own time. */
export function shownColumns(fields: readonly Field[], zone: string): FileColumn[] {
  return fields.map(field => ({
    head: field.label,
    cell: agent => {
      const value = field.value(agent)
      return typeof value === 'number' ? value : field.text(agent, zone)
    },
  }))
}

/** The same, and when each row was read. */
export function shownFileColumns(fields: readonly Field[], zone: string, readAtOf: ReadAtOf): FileColumn[] {
  return [
    ...shownColumns(fields, zone),
    { head: 'Read at', cell: agent => formatInstant(readAtOf(agent), zone) },
  ]
}

/** Every field under Zoom's name, as Zoom gives it, and when each row was read; instants are ISO times. */
export function allFileColumns(readAtOf: ReadAtOf): FileColumn[] {
  const columns = Object.keys(PATHS).map(path => {
    const steps = path.split('.')
    return { head: path, cell: (agent: Agent) => toCell(readPath(agent, steps)) }
  })
  return [...columns, { head: 'read_at', cell: readAtOf }]
}

/** The dotted names of all that an object tells; those of a list are those of its items. */
type PathOf<T> = {
  [Name in keyof T & string]: NonNullable<T[Name]> extends readonly (infer Item)[]
    ? Item extends object
      ? `${Name}.${PathOf<Item>}`
      : Name
    : NonNullable<T[Name]> extends object
      ? `${Name}.${PathOf<NonNullable<T[Name]>>}`
      : Name
}[keyof T & string]

/** The type keeps it whole: without an entry for each field that schema.ts reads it does not compile. The schema itself stays on the server. */
const PATHS: Readonly<Record<PathOf<Agent>, true>> = {
  user_id: true,
  display_name: true,
  user_email: true,
  role_id: true,
  role_name: true,
  client_integration: true,
  status_id: true,
  status_name: true,
  sub_status_id: true,
  sub_status_name: true,
  user_access: true,
  modified_by: true,
  last_modified_time: true,
  country_iso_code: true,
  region_id: true,
  region_name: true,
  'channel_settings.multi_channel_engagements.enable': true,
  'channel_settings.multi_channel_engagements.max_agent_load': true,
  'channel_settings.multi_channel_engagements.email_max_agent_load': true,
  'channel_settings.concurrent_message_capacity': true,
  'channel_settings.concurrent_email_capacity': true,
  package_name: true,
  add_ons_plan: true,
  cc_user_id: true,
  'teams.team_id': true,
  'teams.team_name': true,
  billing_account_id: true,
  billing_account_name: true,
}

function readPath(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return value
  if (Array.isArray(value)) return value.map(item => readPath(item, [step, ...rest]))
  return typeof value === 'object' && value !== null
    ? readPath((value as Record<string, unknown>)[step], rest)
    : undefined
}

function toCell(value: unknown): FileCell {
  if (value === undefined || typeof value === 'number') return value
  // An item that tells nothing keeps its place, so that the ids and the names of teams go together.
  return Array.isArray(value) ? value.map(item => item ?? '').join('; ') : String(value)
}
