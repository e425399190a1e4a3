import type { RosterAnswer } from '@/lib/agents/roster-answer.ts'
import type { Held } from './held.ts'
import { type Row, toItemText } from './row.ts'
import type { Place } from './rows.ts'

const MOST_USERS = 2_000
const VERSION = /^([0-9a-z]{8,40})\.([0-9a-z]{9})\.([0-9a-z]{9})$/

/** What an answer holds beside what is held: how it stands with reading. */
export type Moment = Pick<RosterAnswer, 'next_in' | 'trouble'>

/**
 * What has changed since `version`, as the JSON of a RosterAnswer; without one, or with one that means nothing here,
 * everything. Rows go out as the text they are held as.
 */
export function toAnswerText(held: Held, version: string | null, moment: Moment): string {
  const since = version === null ? null : readVersion(held, version)
  const { rows, reached, more } = held.changesAfter(since?.rows ?? 0, MOST_USERS)
  const now = held.shown
  const history = held.history.after(since?.rows ?? 0, reached).map(({ seq: _, ...sample }) => sample)
  return toText(held, rows, {
    version: writeVersion(held, { rows: reached, order: now.order }),
    reset: since === null,
    order: since === null || since.order < now.order ? held.order : null,
    ...(history.length > 0 && { history }),
    next_in: more ? 0 : moment.next_in,
    ...(moment.trouble && { trouble: moment.trouble }),
  })
}

/**
 * The first `most` agents in Zoom's order as the JSON of a RosterAnswer, without `order`. Its version is the one before
 * all changes, so that whoever goes on from it gets the rest, those rows once more among it.
 */
export function toFirstRowsText(held: Held, most: number): string {
  const rows = held.order.slice(0, most).flatMap(id => held.row(id) ?? [])
  const version = writeVersion(held, { rows: 0, order: 0 })
  return toText(held, rows, { version, reset: true, order: null, next_in: 0 })
}

type Rest = Pick<RosterAnswer, 'version' | 'reset' | 'next_in' | 'trouble' | 'history'> & {
  order: readonly string[] | null
}

function toText(held: Held, rows: readonly Row[], { order, ...rest }: Rest): string {
  const { size, complete } = held
  const { total, skipped, readAt } = held.pages
  const read_at = readAt && new Date(readAt.oldest).toISOString()
  const head = JSON.stringify({ ...rest, total, held: size, skipped, complete, read_at })
  return `${head.slice(0, -1)},"users":[${rows.map(toItemText).join(',')}],"order":${JSON.stringify(order)}}`
}

/** Texts of one width, so that later versions of a roster sort after earlier ones. */
function writeVersion({ epoch }: Held, { rows, order }: Place): string {
  const write = (number: number) => number.toString(36).padStart(9, '0')
  return `${epoch}.${write(rows)}.${write(order)}`
}

function readVersion({ epoch, shown }: Held, version: string): Place | null {
  const [, of, rows = '', order = ''] = VERSION.exec(version) ?? []
  const read: Place = { rows: Number.parseInt(rows, 36), order: Number.parseInt(order, 36) }
  return of === epoch && read.rows <= shown.rows && read.order <= shown.order ? read : null
}
