import type { CellName, Field } from '../field.ts'
import type { FieldKey } from '../fields.ts'
import type { Agent } from '../schema.ts'
import type { OwnLook } from './own-look.ts'

/** Of a cell, left and right together; in rem, as all widths here. */
const PADDING = 1.5
/** How much further in a name begins than other texts. */
const INDENT = 1.5
/** What a cell draws beside its text: the shape of a status, the edges of a tag. */
export const BESIDE: Readonly<Partial<Record<CellName, number>>> = { status: 1.2, access: 1.9 }
/** About the width of a character; wide ones count twice. */
const CHARACTER = 0.42
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\u{1f300}-\u{1faff}]/gu
/** The share of the texts that a column has room for where room is scarce: the longest few are cut. */
const SHARE_IN_FULL = 0.95
/** The texts of so many agents are measured, the first ones. */
export const SAMPLE = 150
/** The most that an email under a name asks for. */
const WIDEST_FOLDED = 16

/** About the width that a column needs for its head and for this share of the agents' texts, before anything is drawn. */
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
  widths: OwnLook['widths'],
  agents: readonly Agent[],
): Record<'--tracks' | '--tracks-folded' | '--least' | '--least-folded', string> {
  const tracks = fields.map(field => {
    const own = widths[field.key as FieldKey]
    if (own !== undefined) return { key: field.key, least: own, most: own }
    const needed = (share: number) => (agents.length === 0 ? field.width : neededWidth(field, agents, share))
    // A status that is cut does not say why somebody is away.
    const least = Math.min(field.width, needed(field.cell === 'status' ? 1 : SHARE_IN_FULL))
    return { key: field.key, least, most: Math.max(least, Math.min(field.widest, needed(1))) }
  })
  const email = tracks.find(({ key }) => key === 'user_email')
  const folded = tracks.flatMap(track => {
    if (track === email) return []
    // Whoever has set the width of the names has also set that of the emails below them.
    if (track.key !== 'display_name' || !email || widths.display_name) return [track]
    // The email is the second line of the name, in smaller letters.
    const least = Math.max(track.least, Math.min(email.most, WIDEST_FOLDED))
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
