import { MOST_EMPTY_PAGES } from '@/lib/agents/agent-list.ts'
import type { Agent, AgentsPage } from '@/lib/agents/schema.ts'

/** Inactive agents are asked for apart where the answer without `user_access` holds none (zoom.md 8). */
export type Pass = 'main' | 'inactive'

/** One page of Zoom's, and when: `asked_at` before the call began, `read_at` after it. Epoch milliseconds. */
export type WalkPage = {
  pass: Pass
  /** From 0, by pass. */
  index: number
  asked_at: number
  read_at: number
  users: Agent[]
  total: number | undefined
  skipped: number
  /** How many items of this page stand in Zoom's list a second time, and so are counted once too often in its total. */
  doubled: number
}

export type WalkEnd = {
  /** Zoom said that there is no more. */
  reached_end: boolean
  /** The list moved under the walk: it may have missed somebody. */
  drifted: boolean
  /** Who was brought, in Zoom's order. */
  ids: string[]
  /** Who was brought more than once. */
  repeated: ReadonlySet<string>
  pages: Record<Pass, number>
}

/** Asks for one page of 300; no parameter but these. */
export type ReadListPage = (query: {
  user_access?: 'inactive'
  next_page_token?: string
}) => Promise<{ asked_at: number; page: AgentsPage }>

/** More than this is not held: the page then goes on page by page. */
export const MOST_AGENTS = 30_000
/** Four times what those take: pages may be short, but not without end. */
const MOST_PAGES = 400

/**
 * Walks the whole list once, page by page, and hands over each page as it comes. Whatever a read throws ends the walk and
 * is thrown on. Zoom promises no snapshot (zoom.md 3), so the end tells how far the pages fitted together. `repeated`: whom
 * the walk before has brought more than once. Who comes twice again stands in the list twice, others have moved meanwhile.
 */
export async function walkList(
  read: ReadListPage,
  onPage: (page: WalkPage) => void | Promise<void>,
  repeated: ReadonlySet<string> = new Set(),
): Promise<WalkEnd> {
  const seen: Seen = { ids: new Set(), repeated: new Set(), before: repeated }
  const main = await walkPass('main', read, onPage, seen)
  let inactive: PassEnd | undefined
  if (main.reached_end && !main.tells_inactive) inactive = await walkPass('inactive', read, onPage, seen)
  return {
    reached_end: main.reached_end && (inactive?.reached_end ?? true),
    drifted: main.drifted || (inactive?.drifted ?? false),
    ids: [...seen.ids],
    repeated: seen.repeated,
    pages: { main: main.pages, inactive: inactive?.pages ?? 0 },
  }
}

type Seen = { ids: Set<string>; repeated: Set<string>; before: ReadonlySet<string> }

type PassEnd = { reached_end: boolean; drifted: boolean; tells_inactive: boolean; pages: number }

async function walkPass(
  pass: Pass,
  read: ReadListPage,
  onPage: (page: WalkPage) => void | Promise<void>,
  seen: Seen,
): Promise<PassEnd> {
  const tokens = new Set<string>()
  const end: PassEnd = { reached_end: false, drifted: false, tells_inactive: false, pages: 0 }
  let next_page_token = ''
  let total: number | undefined
  let rows = 0
  let emptyInRow = 0
  for (;;) {
    const { asked_at, page } = await read({
      ...(pass === 'inactive' && { user_access: pass }),
      ...(next_page_token && { next_page_token }),
    })
    const { users, meta, total_records } = page
    const index = end.pages++
    const moved = users.filter(({ user_id }) => seen.ids.has(user_id) && !seen.before.has(user_id)).length
    const again: string[] = []
    // Of two items of one agent the first counts: taking both would change the row with each walk.
    const fresh = users.filter(({ user_id }) => {
      if (!seen.ids.has(user_id)) return seen.ids.add(user_id)
      again.push(user_id)
      return false
    })
    await onPage({
      pass,
      index,
      asked_at,
      read_at: Date.parse(meta.fetched_at),
      users: fresh,
      total: total_records,
      skipped: meta.skipped,
      doubled: again.length - moved,
    })

    // A Zoom that ignores the filter brings everybody once more: then the first pass had all.
    if (pass === 'inactive' && index === 0 && again.length > 0 && fresh.length === 0)
      return { ...end, reached_end: true, pages: 0 }
    for (const user_id of again) seen.repeated.add(user_id)
    if (moved > 0) end.drifted = true
    if (users.some(({ user_access }) => user_access === 'inactive')) end.tells_inactive = true
    if (total !== undefined && total_records !== undefined && total !== total_records) end.drifted = true
    total = total_records ?? total
    rows += users.length + meta.skipped

    next_page_token = page.next_page_token
    if (next_page_token === '') {
      const isShort = total !== undefined && rows < total
      return { ...end, reached_end: true, drifted: end.drifted || isShort }
    }
    emptyInRow = users.length + meta.skipped === 0 ? emptyInRow + 1 : 0
    const isNobodyNew = emptyInRow > 0 ? emptyInRow > MOST_EMPTY_PAGES : fresh.length + meta.skipped === 0
    const isLoop = tokens.has(next_page_token) || isNobodyNew
    if (isLoop || end.pages >= MOST_PAGES || seen.ids.size >= MOST_AGENTS) return { ...end, drifted: true }
    tokens.add(next_page_token)
  }
}
