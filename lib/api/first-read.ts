import type { AgentsPage } from '@/lib/agents/schema.ts'
import type { ErrorBody } from '@/lib/errors.ts'

/** What the server read before the page was sent: the first page, or why there is none. */
export type FirstRead = { page: AgentsPage } | { error: ErrorBody }
