import type { AgentsPage } from '@/lib/agents/schema.ts'
import type { Held } from '../held/held.ts'
import { type Reading, tellsStatus, toReading } from '../held/row.ts'
import type { Pass } from '../walk.ts'

/** A page that somebody's own grant brought. */
export type OwnPage = { pass: Pass; page: AgentsPage }

/** What somebody's own pages show of a roster. */
export type Comparison = {
  isSame: boolean
  /** So little differs that it may be a change between two readings, or what is held is not as Zoom said last. */
  isClose: boolean
  /** Hardly anybody is held otherwise than they see them: it is a matter of who is there. */
  isOfPresence: boolean
  /** Zoom's total for them, and of what is held; null where Zoom does not name one. */
  total: number | null
  held_total: number | null
}

/** Whether a change of status moves these is unknown (zoom.md 8). */
const MOVING = new Set(['modified_by', 'last_modified_time'])

/**
 * Whether somebody sees what is held: every agent of their own pages with every field, and Zoom's totals. The order does
 * not matter. Of the statuses, and of what may move with them, it is part of a sight that they are told, not which they
 * are. A total that Zoom does not name proves nothing.
 */
export function compare(held: Held, pages: readonly OwnPage[]): Comparison {
  let [missing, otherwise, seen] = [0, 0, 0]
  const totals: Partial<Record<Pass, number>> = {}
  for (const { pass, page } of pages) {
    totals[pass] = page.total_records
    seen += page.users.length
    for (const agent of page.users) {
      const reading = toReading(agent)
      const row = held.row(reading.user_id)
      if (!row) missing++
      else if (!isAlike(row, reading)) otherwise++
    }
  }
  const isSameTotal = pages.every(
    ({ pass, page }) => page.total_records !== undefined && page.total_records === held.pages.totals[pass],
  )
  const total = totals.main === undefined ? null : totals.main + (totals.inactive ?? 0)
  const held_total = held.pages.total
  // An agent stays held through one reading that misses them.
  const isUnsettled = held.pages.totalOnce !== held.size + held.pages.skipped
  const moved = total === null || held_total === null ? 0 : Math.abs(total - held_total)
  return {
    isSame: missing + otherwise === 0 && isSameTotal,
    isClose: isUnsettled || isFew(missing + otherwise + moved, held.size),
    isOfPresence: isFew(otherwise, seen),
    total,
    held_total,
  }
}

function isAlike(a: Reading, b: Reading): boolean {
  if (tellsStatus(a) !== tellsStatus(b)) return false
  return a.profile === b.profile || lasting(a) === lasting(b)
}

function lasting({ profile }: Reading): string {
  return JSON.stringify(JSON.parse(profile), (name, value) => (MOVING.has(name) ? 'told' : value))
}

/**
 * Whether agents who came or went explain what was found: the person's total then lies between that of the reading before
 * and that of the reading after.
 */
export function isDrift({ isOfPresence, total, held_total }: Comparison, now: number | null): boolean {
  if (!isOfPresence || total === null || held_total === null || now === null) return false
  const [least, most] = [Math.min(held_total, now), Math.max(held_total, now)]
  return total !== held_total && least <= total && total <= most
}

/** What may have changed between two readings. */
const isFew = (count: number, all: number) => count <= Math.max(2, all / 10)
