import { formatBoolean, formatEnum, formatExact, formatInstant } from '../formats.ts'
import { type LimitKey, type LimitScale, readLimit } from './limit.ts'
import { plainWords } from './plain-words.ts'
import type { Agent, Profile } from './schema.ts'
import type { StatusSince } from './status/status-since.ts'

/** An agent as the list tells it, with what only the single-user call adds where that has been read. */
export type AgentFields = Agent & Partial<Profile> & { status_since?: StatusSince }

/** What is told, as Zoom gives it; several where an agent has several; undefined where nothing is told. */
export type FieldValue = string | number | boolean | readonly string[] | undefined

/** The drawings in `components/cells/`. */
export type CellName = 'name' | 'text' | 'id' | 'status' | 'access' | 'limit' | 'instant'

/**
 * How a field narrows the list: by any of several values, by a range of numbers, by days before now, or, where Zoom is
 * asked for its values, by not being told alone.
 */
export type FilterKind = 'values' | 'range' | 'days' | 'untold'

/** One thing that an agent tells. */
export type Field<Key extends string = string> = {
  key: Key
  /** Where Zoom has it, dotted. */
  path: string
  /** Zoom's word for it: column head, profile, filter, export. */
  label: string
  cell: CellName
  /** Its values are names, of people or given by the account: a page that is translated leaves them as they are. */
  isName: boolean
  /**
   * In the table: `always`; `told` where any agent tells it (zoom.md 2.1: absent means "not told"); only when
   * `chosen`; `never`, being part of another column; or told by the single-user call alone, for the `profile`.
   */
  column: 'always' | 'told' | 'chosen' | 'never' | 'profile'
  /** Width of the column, and how far it may grow for text that would be cut; in rem. */
  width: number
  widest: number
  value: (agent: AgentFields) => FieldValue
  /** One of its values in words. */
  words: (value: string) => string
  /** All of it in words, for titles, copying and files; undefined where nothing is told. */
  text: (agent: AgentFields, zone: string) => string | undefined
  /** The name of its filter in the address. */
  filter?: string
  /** Makes of a value in an address one as agents have it, where that takes more than plain words. */
  read?: (value: string) => string
  /** The word of its filter for those who do not tell it, where that is not "Not told". */
  notTold?: string
  kind: FilterKind
  /** For a limit: the scale it stands on. */
  limit?: LimitScale
  /** A rank that goes before the value in an order: for what has an order of its own. */
  rank?: (agent: AgentFields) => number
}

type Options = Partial<
  Pick<
    Field,
    | 'column'
    | 'width'
    | 'widest'
    | 'filter'
    | 'notTold'
    | 'read'
    | 'path'
    | 'cell'
    | 'isName'
    | 'value'
    | 'words'
    | 'text'
    | 'rank'
    | 'kind'
  >
>

const WIDTH = 8
const WIDEST = 24

/** A field of text: as it stands at Zoom unless the options say otherwise. */
export function text<Key extends string>(key: Key, label: string, options: Options = {}): Field<Key> {
  const value = options.value ?? (agent => agent[key as unknown as keyof AgentFields] as FieldValue)
  const words = options.words ?? (word => word)
  const width = options.width ?? WIDTH
  return {
    key,
    label,
    path: key,
    cell: 'text',
    isName: false,
    column: 'chosen',
    kind: 'values',
    widest: Math.max(width, WIDEST),
    text: agent => describeValue(value(agent), words),
    ...options,
    width,
    value,
    words,
  }
}

/** A field whose values are Zoom's own words, such as `ai_expert_assist`. */
export function choice<Key extends string>(key: Key, label: string, options: Options = {}): Field<Key> {
  return text(key, label, { words: formatEnum, ...options })
}

/** An identifier: set in a face that tells characters apart. */
export function id<Key extends string>(key: Key, label: string, options: Options = {}): Field<Key> {
  return text(key, label, { cell: 'id', isName: true, width: 13, ...options })
}

/** A limit of `channel_settings`, on its scale. */
export function limit<Key extends LimitKey>(
  key: Key,
  label: string,
  scale: LimitScale,
  options: Options = {},
): Field<Key> {
  const value = (agent: AgentFields) => {
    const reading = readLimit(key, agent)
    return reading.state === 'value' ? reading.value : undefined
  }
  const parent = scale.unit ? 'channel_settings.multi_channel_engagements' : 'channel_settings'
  const width = scale.unit ? 8.85 : 7.65
  return {
    ...text(key, label, { column: 'told', value, width, ...options }),
    path: `${parent}.${key}`,
    cell: 'limit',
    kind: 'range',
    widest: width,
    limit: scale,
    text: agent => {
      const reading = readLimit(key, agent)
      if (reading.state === 'off') return 'Multi-channel off'
      return reading.state === 'value' ? `${reading.value}${scale.unit}` : undefined
    },
  }
}

/** An instant, ISO 8601. */
export function instant<Key extends 'last_modified_time'>(
  key: Key,
  label: string,
  options: Options = {},
): Field<Key> {
  return {
    ...text(key, label, { width: 7.75, ...options }),
    cell: 'instant',
    kind: 'days',
    text: (agent, zone) => agent[key] && formatInstant(agent[key], zone),
  }
}

/** What the title of a cell says, where that is more than its text. */
export function titleOf(field: Field, agent: AgentFields, zone: string): string | undefined {
  if (field.kind === 'days') {
    const value = field.value(agent)
    return typeof value === 'string' ? formatExact(value, zone) : undefined
  }
  return field.text(agent, zone)
}

/** A value in words; undefined where nothing is told. */
export function describeValue(value: FieldValue, words: (word: string) => string): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'boolean') return formatBoolean(value)
  if (typeof value === 'object') return value.length === 0 ? 'None' : value.map(words).join(', ')
  return words(String(value))
}

/** The values that a filter goes by: as texts, `''` standing for "not told" and for none of a list. */
export function valuesOf(field: Field, agent: AgentFields): readonly string[] {
  const value = field.value(agent)
  if (value === undefined) return NOT_TOLD
  // Two teams of one name are one value: nobody is counted twice.
  if (typeof value === 'object') return value.length === 0 ? NOT_TOLD : [...new Set(value.map(plainWords))]
  return [plainWords(String(value))]
}

const NOT_TOLD: readonly string[] = ['']

/** Whether the table can have it as a column. */
export function isColumn({ column }: Field): boolean {
  return column !== 'never' && column !== 'profile'
}

/** Whether an agent tells it. A load limit that does not apply is told: it says so. */
export function isTold(field: Field, agent: AgentFields): boolean {
  return field.text(agent, 'UTC') !== undefined
}

/** Whether a filter by it could tell agents apart: somebody tells a value. */
export function isAnswered(field: Field, agents: readonly Agent[]): boolean {
  return agents.some(agent => {
    const value = field.value(agent)
    return value !== undefined && (typeof value !== 'object' || value.length > 0)
  })
}
