import { z } from 'zod'
import { isUsableId } from './user-id.ts'

/*
 * Zoom marks no field of these answers as required and its own examples carry placeholder strings where
 * values belong (zoom.md sections 2 and 6). So every reader below takes what is plainly meant and turns
 * the rest into undefined, which the screen shows as "Unknown": never 0, false or NaN.
 */

/** Nobody sees anything of it: spaces, controls, zero-width and filling characters, an empty Braille cell. */
const UNSEEN = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]*$/u

function readText(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined
  if (typeof value !== 'string') return undefined
  // A page cannot carry a NUL or half of a surrogate pair: the browser would read another text than it has as data.
  const text = value.toWellFormed().replaceAll('\0', '')
  return UNSEEN.test(text) ? undefined : text
}

function readInteger(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}

function readBoolean(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true
  return value === false || value === 'false' ? false : undefined
}

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i

function readInstant(value: unknown): string | undefined {
  if (typeof value !== 'string' || !ISO_INSTANT.test(value) || Number.isNaN(Date.parse(value)))
    return undefined
  // 30 February is 2 March to some browsers, and no time at all to others.
  const day = value.slice(0, 10)
  return new Date(day).toISOString().startsWith(day) ? value : undefined
}

const text = z.unknown().transform(readText).optional()
/** One of Zoom's own words, which are compared: however it is spelled. Any other is told as it stands. */
const word = (...known: string[]) =>
  z
    .unknown()
    .transform(value => {
      const told = readText(value)
      const plain = told?.trim().toLowerCase()
      return known.find(one => one.toLowerCase() === plain) ?? told
    })
    .optional()
const integer = z.unknown().transform(readInteger).optional()
const boolean = z.unknown().transform(readBoolean).optional()
const instant = z.unknown().transform(readInstant).optional()

/** A part that may be anything: read when it is an object, otherwise not told. */
const part = <T extends z.ZodRawShape>(shape: T) => z.object(shape).optional().catch(undefined)

/** A list inside an item: entries that cannot be read are left out. */
const entries = <T extends z.ZodType>(entry: T) =>
  z
    .array(z.unknown())
    .transform(list =>
      list.flatMap(value => {
        const read = entry.safeParse(value)
        return read.success && read.data !== undefined ? [read.data as NonNullable<z.infer<T>>] : []
      }),
    )
    .optional()
    .catch(undefined)

/** Exactly as Zoom gives it: another spelling would be another agent. */
const userId = z
  .unknown()
  .transform(id => (typeof id === 'string' ? id : readText(id)))
  .refine(id => id !== undefined && isUsableId(id))
  .transform(id => id as string)

/** Limits set for the agent, never the current load (zoom.md 2.4). Percentages 1..100, capacities 0..20; others are kept as they are. */
const channelSettings = part({
  multi_channel_engagements: part({
    enable: boolean,
    max_agent_load: integer,
    email_max_agent_load: integer,
  }),
  concurrent_message_capacity: integer,
  concurrent_email_capacity: integer,
})

const teams = entries(z.object({ team_id: text, team_name: text }))

/** One item of `users` (zoom.md 2.1). Only `user_id` is certain. */
export const agentSchema = z.object({
  user_id: userId,
  display_name: text,
  user_email: text,
  role_id: text,
  role_name: text,
  client_integration: word('Default', 'Salesforce', 'Zendesk', 'ServiceNow', 'Microsoft_Dynamics_365'),
  status_id: text,
  status_name: word('Offline', 'Ready', 'Not Ready', 'Occupied'),
  sub_status_id: text,
  sub_status_name: text,
  user_access: word('active', 'inactive'),
  modified_by: text,
  last_modified_time: instant,
  country_iso_code: text,
  region_id: text,
  region_name: text,
  channel_settings: channelSettings,
  package_name: word('essentials', 'premium', 'elite'),
  add_ons_plan: entries(z.unknown().transform(readText)),
  cc_user_id: text,
  teams,
  billing_account_id: text,
  billing_account_name: text,
})
export type Agent = z.infer<typeof agentSchema>

/** One user read alone (zoom.md 2.2): without `modified_by` and `last_modified_time`, with two fields more. */
export const profileSchema = agentSchema.extend({ client_integration_name: text, emergency_calling: boolean })
export type Profile = z.infer<typeof profileSchema>

export const queueSchema = z.object({
  cc_queue_id: text,
  queue_id: text,
  queue_name: text,
  queue_description: text,
  channel: word('voice', 'video', 'messaging', 'email'),
  user_assignment_type: text,
  caller_ids: entries(z.unknown().transform(readText)),
  teams,
})
export type Queue = z.infer<typeof queueSchema>

export const skillSchema = z.object({
  skill_id: text,
  skill_name: text,
  skill_type: word('text', 'proficiency'),
  skill_category_id: text,
  skill_category_name: text,
  max_proficiency_level: integer,
  user_proficiency_level: integer,
})
export type Skill = z.infer<typeof skillSchema>

/** A region can be filtered by only if it has an id. */
export const regionSchema = z.object({
  region_id: z
    .unknown()
    .transform(readText)
    .refine(id => id !== undefined)
    .transform(id => id as string),
  region_name: text,
  is_main_region: boolean,
  sip_zone_id: text,
  sip_zone_name: text,
  users_count: integer,
  last_modified_time: instant,
})
export type Region = z.infer<typeof regionSchema>

export const systemStatusSchema = z.object({
  status_id: text,
  status_name: text,
  status_type: text,
  status_category: text,
  enable: boolean,
  status_assigned_queues: entries(z.object({ id: text, value: text })),
})
export type SystemStatus = z.infer<typeof systemStatusSchema>

/** When the proxy read Zoom's answer, and how many items it had to leave out. */
export type Meta = { fetched_at: string; skipped: number }

/** Zoom's envelope of any list; `next_page_token` is empty at the end. */
export type Page<Key extends string, Item> = {
  next_page_token: string
  page_size?: number
  total_records?: number
  meta: Meta
} & { [K in Key]: Item[] }

export type AgentsPage = Page<'users', Agent>
export type ProfileAnswer = Profile & { meta: Meta }

/**
 * Reads one page of a list. Null when the body is no such list: not an object, or nothing in it that a list
 * has (Zoom may leave out the array of an empty result, zoom.md section 8, but then says how many there are).
 */
export function readPage<Key extends string, S extends z.ZodType>(body: unknown, key: Key, item: S) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null
  const raw = body as Record<string, unknown>
  const list = raw[key] ?? []
  const total_records = readInteger(raw.total_records)
  const saysHowMany = 'next_page_token' in raw || 'page_size' in raw || total_records !== undefined
  if (!Array.isArray(list) || (raw[key] == null && (!saysHowMany || (total_records ?? 0) > 0))) return null
  const items: z.infer<S>[] = []
  let skipped = 0
  for (const value of list) {
    const read = item.safeParse(value)
    if (read.success) items.push(read.data)
    else skipped++
  }
  const page = {
    next_page_token: readText(raw.next_page_token) ?? '',
    page_size: readInteger(raw.page_size),
    total_records: total_records !== undefined && total_records >= 0 ? total_records : undefined,
    [key]: items,
  }
  return { page: page as unknown as Omit<Page<Key, z.infer<S>>, 'meta'>, skipped }
}
