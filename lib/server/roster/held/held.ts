import { randomBytes } from 'node:crypto'
import type { StatusSince } from '@/lib/agents/status/status-since.ts'
import type { WalkEnd, WalkPage } from '../walk.ts'
import { SharedTexts } from './answer-text.ts'
import { countStatuses, type HeldSample, History } from './history.ts'
import { withMissing } from './order.ts'
import { Pages, type PagesHead } from './pages.ts'
import { lostFields, type Row, tellsStatus, toReading } from './row.ts'
import { type Place, Rows } from './rows.ts'
import { isKnownTo, nameTheSame, type StatusEvent, statusAfter } from './status-event.ts'

/** What is held besides rows and order, as instances tell each other. */
export type HeldHead = PagesHead & {
  place: Place
  complete: boolean
  /** Whom the last whole walk did not bring. */
  missed: string[]
  /** The `seq` up to which the history is forgotten. */
  forgotten: number
}

/** What one instance has changed, for the others: rows, the order where more has changed of it than newcomers at its end, samples. */
export type HeldUpdate = { rows: Row[]; order: string[] | null; samples: HeldSample[] }

/** Share of a page's rows that lose the same field, or are new to a whole list, before the reader's own sight is in doubt. */
const MANY_ROWS = 0.1

/** All agents of one sight, as walks, events and other instances have told of them, and how complete that is. */
export class Held {
  /** Names this roster in versions and among instances; later ones sort later. */
  readonly epoch: string
  readonly pages = new Pages()
  readonly history = new History()
  /** What has been told of it just now. */
  readonly texts = new SharedTexts()
  complete = false
  /** Whom the last walk to Zoom's end has brought more than once. */
  repeated: ReadonlySet<string> = new Set()
  readonly #rows = new Rows()
  #shown: Place = { rows: 0, order: 0 }

  constructor(epoch = nextEpoch()) {
    this.epoch = epoch
  }

  get size(): number {
    return this.#rows.size
  }

  get bytes(): number {
    return this.#rows.bytes + this.history.bytes
  }

  /** How far all that is held has come. */
  get place(): Place {
    return this.#rows.place
  }

  /** How far viewers may be told: what other instances hold as well. */
  get shown(): Place {
    return this.#shown
  }

  /** Lets everything so far be told. */
  show(): void {
    this.#shown = this.place
  }

  get head(): HeldHead {
    const missed = [...this.#rows.entries()].flatMap(([user_id, entry]) => (entry.missed ? user_id : []))
    const { place, complete, history } = this
    return { ...this.pages.head, place, complete, missed, forgotten: history.forgotten }
  }

  get order(): readonly string[] {
    return this.#rows.order
  }

  row(user_id: string): Row | undefined {
    return this.#rows.get(user_id)?.row
  }

  /**
   * Takes over what a page says; who is new stands at the end until a whole walk has told the order. A status that
   * changed was "seen" only if the reading before is not older than `seen_within_ms`. `moved`: the reader seems to
   * see less than before, or many more. `found`: how many statuses had changed.
   */
  applyPage(page: WalkPage, seen_within_ms: number): { moved: boolean; found: number } {
    const { pass, index, asked_at, read_at } = page
    const at = new Date(read_at).toISOString()
    const seen: StatusSince = { at, kind: 'seen' }
    const first: StatusSince = { at, kind: 'first_read' }
    const lost = new Map<string, number>()
    let [found, newcomers] = [0, 0]
    for (const agent of page.users) {
      const reading = toReading(agent)
      const entry = this.#rows.get(reading.user_id)
      if (!entry) {
        this.#rows.put({ ...reading, since: first, begun_after: asked_at }, asked_at)
        newcomers++
        continue
      }
      const { row } = entry
      const { status, isChanged } = statusAfter(reading.status, asked_at, entry)
      if (status === row.status && reading.profile === row.profile) {
        Object.assign(entry, { asked_at, missed: false, unseen: 0 })
        continue
      }
      for (const field of lostFields(row, reading)) lost.set(field, (lost.get(field) ?? 0) + 1)
      if (isChanged) found++
      const since = asked_at - entry.asked_at <= seen_within_ms ? seen : first
      const begun = isChanged ? { since, begun_after: entry.asked_at } : {}
      this.#rows.put({ ...row, ...reading, status, ...begun }, asked_at)
    }
    const fell = this.pages.note(pass, index, page)
    this.#rows.tidy()
    const many = Math.max(2, page.users.length * MANY_ROWS)
    const narrowed = fell || [...lost.values()].some(count => count >= many)
    // Those who look now may see fewer agents than were counted then.
    if (narrowed) this.history.forget(this.place.rows)
    return { moved: narrowed || (this.complete && newcomers >= many), found }
  }

  /**
   * Only a walk that came whole to Zoom's end says who is gone (missed twice in a row) and the order; one that drifted
   * says how many have each status, too. Walks farther apart than `within_ms` leave a gap in the history.
   */
  endWalk({ reached_end, drifted, ids, pages, repeated }: WalkEnd, within_ms: number): void {
    if (!reached_end) return
    this.complete = true
    this.repeated = repeated
    this.pages.end(pages)
    const brought = new Set(ids)
    for (const [user_id, entry] of this.#rows.entries()) {
      if (brought.has(user_id)) continue
      entry.unseen++
      if (drifted) continue
      if (entry.missed) this.#rows.remove(user_id)
      else entry.missed = true
    }
    if (!drifted)
      this.#rows.reorder(withMissing(ids, this.order, brought, id => this.#rows.get(id) !== undefined))
    const at = this.pages.readAt?.oldest ?? 0
    if (!this.history.isDue(at)) return
    const present = this.order.flatMap(id => this.#rows.get(id) ?? []).filter(({ missed }) => !missed)
    const counts = countStatuses(present.map(({ row }) => row.status))
    this.history.add({ seq: this.#rows.nextSeq(), at, counts }, within_ms)
  }

  /** Whom at least two walks to Zoom's end in a row did not bring; where those drifted, they may be there all the same. */
  get unseen(): string[] {
    return [...this.#rows.entries()].flatMap(([user_id, { unseen }]) => (unseen >= 2 ? user_id : []))
  }

  /** Zoom still knows this agent, whatever its list brings. */
  noteSeen(user_id: string): void {
    const entry = this.#rows.get(user_id)
    if (entry) entry.unseen = 0
  }

  /** Zoom does not know this agent any more. */
  remove(user_id: string): void {
    this.#rows.remove(user_id)
    this.#rows.reorder(this.order.filter(id => id !== user_id))
  }

  /**
   * Takes a status that Zoom told by itself, unless what is held was read later; of a change that a page has seen already
   * it takes the moment. True if it was news.
   */
  applyEvent({ user_id, status, at }: StatusEvent): boolean {
    const entry = this.#rows.get(user_id)
    // Whoever is not told statuses by the list is not told them by events either.
    if (!entry || !tellsStatus(entry.row)) return false
    const { row, asked_at } = entry
    if (row.since.kind === 'event' && at <= Date.parse(row.since.at)) return false
    const isRead = isKnownTo(asked_at, at)
    if (isRead && (isKnownTo(row.begun_after, at) || !nameTheSame(row.status, status))) return false
    const since: StatusSince = { at: new Date(at).toISOString(), kind: 'event' }
    this.#rows.put({ ...row, status: isRead ? row.status : status, since }, asked_at)
    this.#rows.tidy()
    return true
  }

  /** The rows to tell that changed after the change `seq`, oldest first, `most` at most, and the change reached with them. */
  changesAfter(seq: number, most: number): { rows: Row[]; reached: number; more: boolean } {
    return this.#rows.changes(seq, this.#shown.rows, most)
  }

  /** All that has changed after the change `seq`, for another instance. */
  updateAfter(seq: number): HeldUpdate {
    const { rows } = this.#rows.changes(seq, this.place.rows)
    return { rows, order: this.#rows.orderAfter(seq), samples: this.history.after(seq) }
  }

  /** Takes over what another instance has made of this roster, in its turn. */
  take(updates: readonly HeldUpdate[], head: HeldHead): void {
    this.pages.take(head)
    this.complete = head.complete
    const { askedAt } = this.pages
    for (const { rows, order, samples } of updates) {
      for (const row of rows) if (row.seq > this.place.rows) this.#rows.set(row, askedAt)
      this.history.take(samples)
      if (order) this.#rows.takeOrder(order, head.place.order)
    }
    if (head.forgotten > this.history.forgotten) this.history.forget(head.forgotten)
    this.#rows.takePlace(head.place)
    const missed = new Set(head.missed)
    for (const [user_id, entry] of this.#rows.entries()) {
      entry.missed = missed.has(user_id)
      entry.asked_at = Math.max(entry.asked_at, entry.missed ? 0 : askedAt)
    }
    this.#rows.tidy()
    this.show()
  }
}

let latest_ms = 0

/** Later ones sort later, those of one millisecond too. */
function nextEpoch(): string {
  latest_ms = Math.max(Date.now(), latest_ms + 1)
  return `${latest_ms.toString(36).padStart(9, '0')}${randomBytes(4).toString('hex')}`
}
