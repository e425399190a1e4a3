import { type CellName, type Field, isTold } from '../field.ts'
import { FIELDS, type FieldKey, fieldOf, findField } from '../fields.ts'
import type { Agent } from '../schema.ts'
import { type Density, readColumns, readDensity } from '../view.ts'

/** The person's own columns, kept by the browser; null and absent where they are as delivered. Widths in rem. */
export type ColumnChoice = {
  keys: readonly FieldKey[] | null
  widths: Readonly<Partial<Record<FieldKey, number>>>
  density: Density
}

export const DELIVERED: ColumnChoice = { keys: null, widths: {}, density: 'compact' }

export const NARROWEST = 3
export const WIDEST = 48

/** Reads the text of a cookie; whatever is odd in it is as delivered. */
export function readColumnChoice(text: string | undefined): ColumnChoice {
  const [keys, widths = '', density] = (text ?? '').split(';')
  const own = widths.split(',').flatMap(entry => {
    const [key = '', width] = entry.split(':')
    const field = findField(key)
    const rem = Number(width)
    return field && rem >= NARROWEST && rem <= WIDEST ? [[field.key, rem] as const] : []
  })
  return {
    keys: readColumns(keys),
    widths: Object.fromEntries(own),
    density: readDensity(density) ?? 'compact',
  }
}

export function writeColumnChoice({ keys, widths, density }: ColumnChoice): string {
  const own = Object.entries(widths).map(([key, width]) => `${key}:${width}`)
  return [keys?.join(',') ?? '', own.join(','), density].join(';')
}

const PADDING = 1.5
/** How much further in a name begins than other texts. */
const INDENT = 1.5
/** What a cell draws beside its text, in rem: the shape of a status, the edges of a tag. */
export const BESIDE: Readonly<Partial<Record<CellName, number>>> = { status: 1.2, access: 1.9 }
/** Of a character at the table's size, about; wide ones count twice. */
const CHARACTER = 0.42
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\u{1f300}-\u{1faff}]/gu
/** How many of the agents' texts a column makes room for where there is little: the longest few are cut. */
const MOST = 0.95
/** Whose texts are measured: the first so many. */
export const SAMPLE = 150
/** What an email under a name may ask for, in rem. */
const FOLDED = 16

/** The columns to show, in order: the chosen ones, else all that are always there or in which an agent tells something. */
export function shownFields(keys: readonly FieldKey[] | null, agents: readonly Agent[]): Field[] {
  if (keys) return keys.map(fieldOf)
  return FIELDS.filter(
    (field: Field) =>
      field.column === 'always' ||
      (field.column === 'told' && (agents.length === 0 || agents.some(agent => isTold(field, agent)))),
  )
}

/** Whether columns, by their keys, are these fields in this order. */
export function isSameColumns(keys: readonly FieldKey[] | null, fields: readonly Field[]): boolean {
  return keys !== null && keys.join() === fields.map(({ key }) => key).join()
}

/** About the width in rem that the agents' texts need in a column, all of them or this share: before they are drawn. */
export function neededWidth(field: Field, agents: readonly Agent[], share = 1): number {
  // The column of statuses also says how old they are.
  const head =
    lengthOf(field.cell === 'status' ? `${field.label} 59 min ago` : field.label) * CHARACTER * 0.95 +
    PADDING +
    1
  if (field.limit) return field.width
  const lengths = agents.slice(0, SAMPLE).map(agent => lengthOf(field.text(agent, 'UTC') ?? 'Unknown'))
  const longest = lengths.sort((a, b) => a - b)[Math.max(0, Math.ceil(lengths.length * share) - 1)] ?? 0
  const beside = field.cell === 'name' ? INDENT : (BESIDE[field.cell] ?? 0)
  return Math.max(head, longest * CHARACTER + PADDING + beside)
}

function lengthOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0)
}

/**
 * The geometry of the table as custom properties: the tracks of a row's grid, those of a row whose email is the second
 * line of the name, and the least width. A track starts at what its texts need, up to the field's width, and free
 * space goes evenly to those that need more.
 */
export function columnTracks(
  fields: readonly Field[],
  widths: ColumnChoice['widths'],
  agents: readonly Agent[],
): Record<'--tracks' | '--tracks-folded' | '--least' | '--least-folded', string> {
  const tracks = fields.map(field => {
    const own = widths[field.key as FieldKey]
    if (own !== undefined) return { key: field.key, least: own, most: own }
    const needed = (share: number) => (agents.length === 0 ? field.width : neededWidth(field, agents, share))
    const least = Math.min(field.width, needed(MOST))
    return { key: field.key, least, most: Math.max(least, Math.min(field.widest, needed(1))) }
  })
  const email = tracks.find(({ key }) => key === 'user_email')
  const folded = tracks.flatMap(track => {
    if (track === email) return []
    // Whoever has drawn the column of names has chosen how much of the emails is seen.
    if (track.key !== 'display_name' || !email || widths.display_name) return [track]
    // The email is the second line of the name, in smaller letters.
    const least = Math.max(track.least, Math.min(email.least, FOLDED))
    return [{ ...track, least, most: Math.max(least, Math.min(track.most, email.most)) }]
  })
  const write = (list: typeof tracks) =>
    list.map(({ least, most }) => `minmax(${rem(least)}, ${rem(most)})`).join(' ')
  const sum = (list: typeof tracks) => rem(list.reduce((total, { least }) => total + least, 0))
  return {
    '--tracks': write(tracks),
    '--tracks-folded': write(folded),
    '--least': sum(tracks),
    '--least-folded': sum(folded),
  }
}

function rem(width: number): string {
  return `${Math.round(width * 100) / 100}rem`
}
