import type { AgentFields, Field } from '@/lib/agents/field.ts'
import { FIELDS } from '@/lib/agents/fields.ts'
import type { Queue, Skill } from '@/lib/agents/schema.ts'
import { formatEnum } from '@/lib/formats.ts'
import type { Assigned, Compared } from './use-compared.ts'

/**
 * What is compared: for each agent a text, `''` where Zoom does not tell it; undefined where it is not known, null
 * where there is no such agent, and where an agent was read in a way that does not tell it.
 */
export type ComparedRow = {
  key: string
  label: string
  texts: readonly (string | undefined | null)[]
  /** What draws the cells; without it they are their texts. */
  field?: Field
  /** Of a skill: what is drawn beside its texts. */
  levels?: readonly (Level | undefined)[]
}

export type Level = { level: number; most: number }

export type ComparedGroup = {
  title: string
  rows: readonly ComparedRow[]
  /** By agent, where its rows come from a list of their own. */
  lists?: readonly Assigned<unknown>[]
}

/** They stand over the columns, or in the cell of the status. */
const ELSEWHERE = new Set(['display_name', 'user_email', 'sub_status_name'])
const ROWS = FIELDS.filter(({ key }) => !ELSEWHERE.has(key)) as readonly Field[]
const CHANNEL_SETTINGS = ROWS.filter(isChannelSetting)
const IDENTIFIERS = ROWS.filter(({ cell }) => cell === 'id')
const GENERAL = ROWS.filter(field => field.cell !== 'id' && !isChannelSetting(field))

function isChannelSetting(field: Field): boolean {
  return field.path.startsWith('channel_settings.')
}

/** All that can be said of the agents side by side; `region` is the field by which regions of one name are told apart. */
export function compareAgents(compared: readonly Compared[], region: Field, zone: string): ComparedGroup[] {
  const general = GENERAL.map(field => (field.key === region.key ? region : field))
  const queues = compared.map(({ queues }) => queues)
  const skills = compared.map(({ skills }) => skills)
  return [
    { title: 'General', rows: compareFields(general, compared, zone) },
    { title: 'Channel settings', rows: compareFields(CHANNEL_SETTINGS, compared, zone) },
    { title: 'Queues', rows: compareLists(queues, compared, toQueue, 'Not assigned'), lists: queues },
    { title: 'Skills', rows: compareLists(skills, compared, toSkill, 'Not assigned'), lists: skills },
    // Any two agents differ in them: they would stand before the differences that somebody came to see.
    { title: 'Identifiers', rows: compareFields(IDENTIFIERS, compared, zone) },
  ]
}

/** Whether all agents that there are tell the same. */
export function isSame({ texts }: ComparedRow): boolean {
  const told = texts.filter(text => text !== null)
  return told.every(text => text !== undefined && text === told[0])
}

/** Which agents differ from what most of them tell; none where no value has most. */
export function oddOnes({ texts }: ComparedRow): ReadonlySet<number> {
  const told = texts.filter(text => typeof text === 'string')
  const counts = [...Map.groupBy(told, text => text)].map(([text, of]) => ({ text, count: of.length }))
  const [first, second] = counts.sort((a, b) => b.count - a.count)
  if (!first || !second || first.count === second.count) return new Set()
  return new Set(texts.flatMap((text, place) => (text == null || text === first.text ? [] : place)))
}

function compareFields(fields: readonly Field[], compared: readonly Compared[], zone: string): ComparedRow[] {
  // Zoom's list does not have the name of a connection, which stands within a text that it has.
  const isAnyListed = compared.some(({ agent, isAlone }) => agent && !isAlone)
  const common = (agent: AgentFields) =>
    isAnyListed ? { ...agent, client_integration_name: undefined } : agent
  return fields.flatMap(field => {
    const told = compared.map(one => textOf(one, agent => field.text(common(agent), zone) ?? ''))
    const texts = withoutUnread(told, compared)
    const isMain = field.column === 'always' || field.column === 'told'
    // What this account's Zoom never tells is no row.
    return isMain || texts.some(Boolean) ? [{ key: field.key, label: field.label, texts, field }] : []
  })
}

/** An agent read by itself tells other things than one of the list: nobody is said to lack what its way of reading does not bring. */
function withoutUnread(texts: ComparedRow['texts'], compared: readonly Compared[]): ComparedRow['texts'] {
  const isTold = (isAlone: boolean) =>
    texts.some((text, place) => text && compared[place]?.isAlone === isAlone)
  return texts.map((text, place) => {
    const { isAlone = false } = compared[place] ?? {}
    return text === '' && !isTold(isAlone) && isTold(!isAlone) ? null : text
  })
}

function textOf(
  { agent, isUnknown }: Compared,
  read: (agent: AgentFields) => string | undefined,
): string | undefined | null {
  return agent ? read(agent) : isUnknown ? null : undefined
}

type Entry = { key: string; label: string; text: string; level?: Level }

/** A row for each thing that any of the agents has. */
function compareLists<Item>(
  lists: readonly Assigned<Item>[],
  compared: readonly Compared[],
  toEntry: (item: Item) => Entry,
  absent: string,
): ComparedRow[] {
  // While any is on its way rows would come and go.
  if (lists.some(({ list, error }, place) => compared[place]?.agent && !list && !error)) return []
  const entries = lists.map(({ list }) => list && Map.groupBy(list.items.map(toEntry), ({ key }) => key))
  const labels = new Map<string, string>()
  for (const agent of entries)
    for (const [key, [entry]] of agent ?? []) if (entry && !labels.has(key)) labels.set(key, entry.label)
  return [...labels]
    .sort(([, a], [, b]) => a.localeCompare(b, 'en'))
    .map(([key, label]) => ({
      key,
      label,
      texts: compared.map((one, place) =>
        textOf(one, () => {
          const own = entries[place]?.get(key)
          if (own) return own.map(({ text }) => text).join(', ')
          return lists[place]?.list?.complete ? absent : undefined
        }),
      ),
      levels: entries.map(own => own?.get(key)?.[0]?.level),
    }))
}

function toQueue({ cc_queue_id, queue_id, queue_name, channel, user_assignment_type }: Queue): Entry {
  const id = cc_queue_id ?? queue_id
  const name = queue_name ?? id ?? 'Unknown'
  return {
    key: JSON.stringify([id ?? name, channel]),
    label: channel ? `${name}, ${formatEnum(channel).toLowerCase()}` : name,
    text: user_assignment_type ? formatEnum(user_assignment_type) : 'Assigned',
  }
}

function toSkill({ skill_id, skill_name, ...skill }: Skill): Entry {
  const { skill_type, user_proficiency_level: level, max_proficiency_level: most } = skill
  const label = skill_name ?? skill_id ?? 'Unknown'
  const key = skill_id ?? label
  if (skill_type !== 'proficiency' || level === undefined) return { key, label, text: 'Assigned' }
  if (most === undefined) return { key, label, text: `Level ${level}` }
  const isOnScale = level >= 0 && level <= most && most <= MOST_LEVELS
  return { key, label, text: `${level} of ${most}`, level: isOnScale ? { level, most } : undefined }
}

/** More than Zoom has (zoom.md 2.2); whatever comes, no row gets out of hand. */
const MOST_LEVELS = 10
