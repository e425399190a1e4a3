import type { RosterAnswer } from '@/lib/agents/roster-answer.ts'
import type { AgentsPage } from '@/lib/agents/schema.ts'
import type { ErrorBody } from '@/lib/errors.ts'

/**
 * What the server had before the page was sent: the first of all agents that it holds, in the order `sort` (JSON of a view's)
 * where that is not Zoom's; Zoom's first page; or why there is none.
 */
export type FirstRead = { roster: RosterAnswer; sort?: string } | { page: AgentsPage } | { error: ErrorBody }
