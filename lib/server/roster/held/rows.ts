import { bytesOf, type Row } from './row.ts'

/** How far somebody has followed, by the numbers of changes: the rows up to one, the order as of another. */
export type Place = { rows: number; order: number }

type Entry = { row: Row; asked_at: number; missed: boolean; unseen: number }

/**
 * Each agent's row once, in an order, and what has changed since when. Every change takes the next number; a row keeps
 * the number of its last one, so that anybody can go on from any number, however old. Rows are never altered, only
 * replaced.
 */
export class Rows {
  readonly #entries = new Map<string, Entry>()
  /** Every change in turn, outdated ones included until the next tidying. */
  #log: Row[] = []
  #order: string[] = []
  #place: Place = { rows: 0, order: 0 }
  /** The last change of the order that was more than a newcomer at its end. */
  #reorderedSeq = 0
  #bytes = 0

  get size(): number {
    return this.#entries.size
  }

  get bytes(): number {
    return this.#bytes
  }

  get order(): readonly string[] {
    return this.#order
  }

  /** The last change of a row, and of the order. */
  get place(): Place {
    return this.#place
  }

  /**
   * With when the page that brought it last was asked for (epoch milliseconds), and whether the last whole walk has
   * missed it; `unseen`: how many walks to Zoom's end have missed it in a row.
   */
  get(user_id: string): Entry | undefined {
    return this.#entries.get(user_id)
  }

  entries(): Iterable<[string, Entry]> {
    return this.#entries
  }

  /** Takes the next number, for a change of something else. */
  nextSeq(): number {
    this.#place = { ...this.#place, rows: this.#place.rows + 1 }
    return this.#place.rows
  }

  /** A row as it was read; a newcomer stands at the end. */
  put({ user_id, profile, status, since, begun_after }: Omit<Row, 'seq'>, asked_at: number): void {
    const before = this.#entries.get(user_id)?.row
    const row: Row = {
      user_id: before?.user_id ?? user_id,
      profile: profile === before?.profile ? before.profile : profile,
      status: status === before?.status ? before.status : status,
      seq: this.nextSeq(),
      since,
      begun_after,
    }
    this.set(row, asked_at)
    if (!before) this.#place = { rows: row.seq, order: row.seq }
  }

  /** A row with the number that another instance gave it. */
  set(row: Row, asked_at: number): void {
    const before = this.#entries.get(row.user_id)?.row
    this.#bytes += bytesOf(row) - (before ? bytesOf(before) : 0)
    this.#entries.set(row.user_id, { row, asked_at, missed: false, unseen: 0 })
    this.#log.push(row)
    if (!before) this.#order.push(row.user_id)
  }

  remove(user_id: string): void {
    const entry = this.#entries.get(user_id)
    if (!entry) return
    this.#entries.delete(user_id)
    this.#bytes -= bytesOf(entry.row)
  }

  reorder(order: string[]): void {
    if (order.length === this.#order.length && order.every((id, at) => id === this.#order[at])) return
    const seq = this.nextSeq()
    this.#order = order
    this.#place = { rows: seq, order: seq }
    this.#reorderedSeq = seq
  }

  /** The order that another instance has given them, at its number; who is not in it is gone. */
  takeOrder(order: readonly string[], seq: number): void {
    const there = new Set(order)
    for (const user_id of this.#entries.keys()) if (!there.has(user_id)) this.remove(user_id)
    this.#order = [...order]
    this.#reorderedSeq = seq
  }

  /** All changes of another instance up to this place are taken. */
  takePlace(place: Place): void {
    this.#place = place
  }

  /** The rows that changed after one number and up to another, oldest change first, `most` at most, and the number reached with them. */
  changes(
    after: number,
    upTo: number,
    most = Number.POSITIVE_INFINITY,
  ): { rows: Row[]; reached: number; more: boolean } {
    const rows: Row[] = []
    for (let at = firstAfter(this.#log, after); at < this.#log.length; at++) {
      const row = this.#log[at] as Row
      if (row.seq > upTo) break
      if (!this.#isCurrent(row)) continue
      if (rows.length === most) return { rows, reached: (rows.at(-1) as Row).seq, more: true }
      rows.push(row)
    }
    return { rows, reached: upTo, more: false }
  }

  /** The order, for whoever has followed up to the change `seq`; null where they have it but for newcomers at the end. */
  orderAfter(seq: number): string[] | null {
    const isNew = seq === 0 && this.#order.length > 0
    return isNew || this.#reorderedSeq > seq ? [...this.#order] : null
  }

  /** Throws outdated changes away where they are more than the rows. */
  tidy(): void {
    if (this.#log.length > 2 * this.#entries.size + 1_000)
      this.#log = this.#log.filter(row => this.#isCurrent(row))
  }

  #isCurrent(row: Row): boolean {
    return this.#entries.get(row.user_id)?.row === row
  }
}

/** The index of the first row of the log that changed after `seq`. */
function firstAfter(log: readonly Row[], seq: number): number {
  let low = 0
  let high = log.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((log[middle] as Row).seq <= seq) low = middle + 1
    else high = middle
  }
  return low
}
