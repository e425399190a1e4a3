import type { RosterAnswer } from '@/lib/agents/roster-answer.ts'
import { AnswerText } from './answer-text.ts'
import type { Held } from './held.ts'
import { type Row, toItemText } from './row.ts'
import type { Place } from './rows.ts'

const MOST_USERS = 2_000
const VERSION = /^([0-9a-z]{8,40})\.([0-9a-z]{9})\.([0-9a-z]{9})$/

/** What an answer holds beside what is held: how it stands with reading. */
export type Moment = Pick<RosterAnswer, 'next_in' | 'trouble'>

/**
 * What has changed since `version`, as the JSON of a RosterAnswer; without one, or with one that means nothing here,
 * everything. Rows go out as the text they are held as, and the same rows to everybody as the same text.
 */
export function toAnswerText(held: Held, version: string | null, moment: Moment): AnswerText {
  const since = version === null ? null : readVersion(held, version)
  const after = since?.rows ?? 0
  const { place, shown } = held
  const { rows, reached, more } = held.changesAfter(after, MOST_USERS)
  const isOrderNews = since === null || since.order < shown.order
  const history = held.history.after(after, reached).map(({ seq: _, ...sample }) => sample)
  const head = toHeadText(held, {
    version: writeVersion(held, { rows: reached, order: shown.order }),
    reset: since === null,
    ...(history.length > 0 && { history }),
    next_in: more ? 0 : moment.next_in,
    ...(moment.trouble && { trouble: moment.trouble }),
  })
  const key = JSON.stringify([after, isOrderNews, place, shown])
  return new AnswerText(
    head,
    held.texts.get(key, () => toRestText(rows, isOrderNews ? held.order : null)),
  )
}

/** Whether another instance has told a version that is not here yet. */
export function isBehind(held: Held, version: string): boolean {
  const read = placeIn(held, version)
  return read !== null && !isShown(held, read)
}

/**
 * These agents as the JSON of a RosterAnswer, without `order`. Its version is the one before all changes, so that whoever
 * goes on from it gets the rest, those rows once more among it.
 */
export function toFirstRowsText(held: Held, ids: readonly string[]): string {
  const rows = ids.flatMap(id => held.row(id) ?? [])
  const version = writeVersion(held, { rows: 0, order: 0 })
  return toHeadText(held, { version, reset: true, next_in: 0 }) + toRestText(rows, null)
}

type Head = Pick<RosterAnswer, 'version' | 'reset' | 'next_in' | 'trouble' | 'history'>

/** An answer up to its rows. */
function toHeadText(held: Held, head: Head): string {
  const { size, complete } = held
  const { totalOnce: total, skipped, readAt } = held.pages
  const read_at = readAt && new Date(readAt.oldest).toISOString()
  const text = JSON.stringify({ ...head, total, held: size, skipped, complete, read_at })
  return `${text.slice(0, -1)},`
}

function toRestText(rows: readonly Row[], order: readonly string[] | null): string {
  return `"users":[${rows.map(toItemText).join(',')}],"order":${JSON.stringify(order)}}`
}

/** Texts of one width, so that later versions of a roster sort after earlier ones. */
function writeVersion({ epoch }: Held, { rows, order }: Place): string {
  const write = (number: number) => number.toString(36).padStart(9, '0')
  return `${epoch}.${write(rows)}.${write(order)}`
}

function readVersion(held: Held, version: string): Place | null {
  const read = placeIn(held, version)
  return read && isShown(held, read) ? read : null
}

/** The place that a version of this roster names; null for any other text. */
function placeIn({ epoch }: Held, version: string): Place | null {
  const [, of, rows = '', order = ''] = VERSION.exec(version) ?? []
  return of === epoch ? { rows: Number.parseInt(rows, 36), order: Number.parseInt(order, 36) } : null
}

function isShown({ shown }: Held, { rows, order }: Place): boolean {
  return rows <= shown.rows && order <= shown.order
}
