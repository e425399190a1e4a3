import type { AgentsPage } from '@/lib/agents/schema.ts'
import type { Held } from '../held/held.ts'
import { tellsStatus, toReading } from '../held/row.ts'
import type { Pass } from '../walk.ts'

/** A page that somebody's own grant brought. */
export type OwnPage = { pass: Pass; page: AgentsPage }

/**
 * Whether somebody sees what is held: every agent of their own pages with every field but the statuses, and Zoom's totals.
 * The order does not matter. That statuses are told at all is part of a sight, which they are is not. A total that Zoom
 * does not name proves nothing.
 */
export function seesTheSame(held: Held, pages: readonly OwnPage[]): boolean {
  return pages.every(
    ({ pass, page }) =>
      page.total_records !== undefined &&
      page.total_records === held.pages.totals[pass] &&
      page.users.every(agent => {
        const reading = toReading(agent)
        const row = held.row(reading.user_id)
        return row?.profile === reading.profile && tellsStatus(row) === tellsStatus(reading)
      }),
  )
}
