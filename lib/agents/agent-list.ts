import type { InfiniteData } from '@tanstack/react-query'
import { formatNumber } from '@/lib/formats.ts'
import type { Agent, AgentsPage } from './schema.ts'

// 300 rows each: far past any account, near enough to end a token loop that always brings a new id.
const MOST_PAGES = 1_000

/** A chain of pages: the token that asked for each (null for the first), and Zoom's answers. */
export type AgentsData = InfiniteData<AgentsPage, string | null>

/** What is held of a list, and how complete it is. */
export type AgentList = {
  /** Each agent once, in Zoom's order; of doubled ones the later reading. */
  agents: readonly Agent[]
  /** All that Zoom says there are: never less than what is held. Null while Zoom has not said. */
  total: number | null
  /** Items without a usable `user_id`, which cannot be shown. */
  skipped: number
  /** `more`: Zoom has a next page. `end`: it gave everything. `short`: it ended, yet said that there are more. `loop`: it repeats itself. */
  end: 'more' | 'end' | 'short' | 'loop'
  /** When the oldest of the pages was read; ISO time. */
  fetched_at: string
}

/**
 * The token of the next page, or null where the walk must stop (zoom.md section 3): Zoom's end, a token seen
 * before, a page that brought nobody new, or too many pages.
 */
export function nextPageToken(data: AgentsData): string | null {
  const token = data.pages.at(-1)?.next_page_token
  return token && !repeats(data) ? token : null
}

function repeats({ pages, pageParams }: AgentsData): boolean {
  const last = pages.at(-1)
  if (!last?.next_page_token) return false
  if (pages.length >= MOST_PAGES || pageParams.includes(last.next_page_token)) return true
  if (last.users.length === 0) return last.meta.skipped === 0
  const before = new Set<string>()
  for (const page of pages.slice(0, -1)) for (const user of page.users) before.add(user.user_id)
  return before.size > 0 && last.users.every(user => before.has(user.user_id))
}

/** Brings the pages together. */
export function toAgentList(data: AgentsData): AgentList {
  const byId = new Map<string, Agent>()
  let skipped = 0
  let total: number | null = null
  let fetched_at = data.pages[0]?.meta.fetched_at ?? ''
  for (const page of data.pages) {
    for (const user of page.users) byId.set(user.user_id, user)
    skipped += page.meta.skipped
    total = page.total_records ?? total
    if (page.meta.fetched_at < fetched_at) fetched_at = page.meta.fetched_at
  }
  const agents = [...byId.values()]
  const ended = !data.pages.at(-1)?.next_page_token
  const end = !ended
    ? repeats(data)
      ? 'loop'
      : 'more'
    : total !== null && agents.length + skipped < total
      ? 'short'
      : 'end'
  return { agents, total: total === null ? null : Math.max(total, agents.length), skipped, end, fetched_at }
}

/** How complete the list is, in the words of the status line. */
export function describeCompleteness({ agents, total, skipped, end }: AgentList, filtered: boolean): string {
  const held = formatNumber(agents.length)
  const noun = agents.length === 1 ? 'agent' : 'agents'
  const unreadable = skipped > 0 ? ` · ${formatNumber(skipped)} could not be read` : ''
  if (end === 'end') {
    if (agents.length === 0) return `No agents${unreadable}`
    return `${filtered || agents.length === 1 ? `${held} ${noun}` : `All ${held} ${noun}`}${unreadable}`
  }
  const reason = end === 'short' ? ' · Zoom sent no more' : end === 'loop' ? ' · Zoom repeats itself' : ''
  return `${held} ${total === null ? 'loaded, total unknown' : `of ${formatNumber(total)} loaded`}${unreadable}${reason}`
}
