import type { InfiniteData } from '@tanstack/react-query'
import { formatNumber } from '@/lib/formats.ts'
import type { Agent, AgentsPage } from './schema.ts'

// 300 rows each: far past any account, near enough to end a token loop that always brings a new id.
const MOST_PAGES = 1_000
/** Only the empty token is Zoom's end (zoom.md 3): a page without anybody is stepped over, unless they go on like that. */
export const MOST_EMPTY_PAGES = 3

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
  /**
   * `more`: Zoom has a next page. `whole`: it gave everything. `short`: it ended, yet said that there are more. `loop`: it
   * repeats itself. `drifted`: it ended, but the account changed between its pages, so somebody may be missing or gone.
   */
  end: 'more' | 'whole' | 'short' | 'loop' | 'drifted'
  /** When the oldest of the pages was read; ISO time. */
  fetched_at: string
}

/**
 * The token of the next page, or null where the walk must stop (zoom.md section 3): Zoom's end, a token seen
 * before, a page that brought nobody new, too many empty ones, or too many pages.
 */
export function nextPageToken(data: AgentsData): string | null {
  const token = data.pages.at(-1)?.next_page_token
  return token && !repeats(data) ? token : null
}

function repeats({ pages, pageParams }: AgentsData): boolean {
  const last = pages.at(-1)
  if (!last?.next_page_token) return false
  if (pages.length >= MOST_PAGES || pageParams.includes(last.next_page_token)) return true
  if (last.users.length === 0)
    return pages.length > MOST_EMPTY_PAGES && !pages.slice(-MOST_EMPTY_PAGES - 1).some(countItems)
  const before = new Set<string>()
  for (const page of pages.slice(0, -1)) for (const user of page.users) before.add(user.user_id)
  return last.users.every(user => before.has(user.user_id))
}

const countItems = ({ users, meta }: AgentsPage) => users.length + meta.skipped

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
  const end = endOf(data, agents.length + skipped, total)
  return { agents, total: total === null ? null : Math.max(total, agents.length), skipped, end, fetched_at }
}

function endOf(data: AgentsData, read: number, total: number | null): AgentList['end'] {
  if (data.pages.at(-1)?.next_page_token) return repeats(data) ? 'loop' : 'more'
  const totals = new Set(data.pages.map(page => page.total_records).filter(count => count !== undefined))
  const items = data.pages.reduce((sum, page) => sum + countItems(page), 0)
  // A row that came twice stands in the place of one that was missed, unless everybody is there all the same.
  if (totals.size > 1 || (items > read && read !== total && data.pages.length > 1)) return 'drifted'
  return total !== null && read < total ? 'short' : 'whole'
}

/** What keeps a list from being called complete, where that is not plain from its numbers. */
const WHY: Partial<Record<AgentList['end'], string>> = {
  short: ' · Zoom sent no more',
  loop: ' · Zoom repeats itself',
  drifted: ' · changed while it was read',
}

type Shown = {
  /** Zoom was asked for a part of the list. */
  isAsked: boolean
  /** How many a filter of the browser's own leaves of what is held; null where there is none. */
  narrowedTo?: number | null
  /** In another order than Zoom's, which can only be one of those that are held. */
  isOrdered?: boolean
}

/** How complete the list is, in the words of the status line. */
export function describeCompleteness(
  { agents, total, skipped, end }: AgentList,
  { isAsked, narrowedTo = null, isOrdered = false }: Shown,
): string {
  const unreadable = skipped > 0 ? ` · ${formatNumber(skipped)} could not be read` : ''
  // Somebody who has left stays for two readings: never more than Zoom counts.
  const count = Math.min(agents.length, total ?? Number.POSITIVE_INFINITY)
  if (end === 'whole') return countWords(narrowedTo ?? count, isAsked || narrowedTo !== null) + unreadable
  const held = formatNumber(count)
  const loaded = total === null ? `${held} loaded, total unknown` : `${held} of ${formatNumber(total)} loaded`
  const among = narrowedTo !== null ? `${formatNumber(narrowedTo)} among ` : isOrdered ? 'Ordered among ' : ''
  return `${among}${loaded}${unreadable}${WHY[end] ?? ''}`
}

function countWords(count: number, isPart: boolean): string {
  if (count === 0) return 'No agents'
  if (count === 1) return '1 agent'
  return isPart ? `${formatNumber(count)} agents` : `All ${formatNumber(count)} agents`
}
