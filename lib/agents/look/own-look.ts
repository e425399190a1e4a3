import { type Field, isTold } from '../field.ts'
import { FIELDS, type FieldKey, fieldOf, findField } from '../fields.ts'
import type { Agent } from '../schema.ts'
import { type Density, readColumns, readDensity } from '../view.ts'

/**
 * How a person has the list look, kept by their browser. `keys`: the columns in order, null as delivered. `widths`: of the
 * columns they have drawn, in rem.
 */
export type OwnLook = {
  keys: readonly FieldKey[] | null
  widths: Readonly<Partial<Record<FieldKey, number>>>
  density: Density
}

export const DELIVERED: OwnLook = { keys: null, widths: {}, density: 'compact' }

/** Between these a person may set a column's width. */
export const NARROWEST = 3
export const WIDEST = 48

/** Reads the text of the cookie: `keys;key:width,...;density`. Whatever is odd in it is as delivered. */
export function readOwnLook(text: string | undefined): OwnLook {
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

export function writeOwnLook({ keys, widths, density }: OwnLook): string {
  const own = Object.entries(widths).map(([key, width]) => `${key}:${width}`)
  return [keys?.join(',') ?? '', own.join(','), density].join(';')
}

/**
 * The same, of what a tab had `before` and has now, for a browser whose other tabs have kept `kept` meanwhile: what this one
 * has not changed stays as they have it.
 */
export function mergeOwnLook(kept: string, before: OwnLook, now: OwnLook): string {
  const was = writeOwnLook(before).split(';')
  const others = kept ? kept.split(';') : was
  const parts = writeOwnLook(now).split(';')
  return parts.map((part, place) => (part === was[place] ? others[place] : part)).join(';')
}

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
