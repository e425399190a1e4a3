import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { type AgentsData, nextPageToken } from '@/lib/agents/agent-list.ts'
import { PAGE_SIZE, type Question, zoomParameters } from '@/lib/agents/question.ts'
import { markRead } from '@/lib/agents/read-at.ts'
import type { AgentsPage, Page, Region } from '@/lib/agents/schema.ts'
import { isRollcallError } from '@/lib/errors.ts'
import type { AskOptions } from './ask-server.ts'
import { fetchZoom } from './fetch-zoom.ts'

const MOST_PAGES_OF_A_SMALL_LIST = 40

// Zoom is asked when a person does something, never because a component appeared again. The server has
// already repeated what can be repeated. Rows are replaced as a whole: comparing thousands costs more.
export const readOnce = {
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
  retryOnMount: false,
  structuralSharing: false,
} as const

export const AGENTS_KEY = ['agents'] as const

/** Zoom's answer to a question, page by page. */
export function agentsQuery(question: Question) {
  return infiniteQueryOptions({
    queryKey: [...AGENTS_KEY, question],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readAgents(question, signal, { next_page_token: pageParam }),
    getNextPageParam: (_last, pages, _param, pageParams): string | null =>
      nextPageToken({ pages, pageParams } as AgentsData),
    ...readOnce,
  })
}

/** What Zoom itself finds, at most one page of it. */
export function searchQuery(question: Question) {
  return queryOptions({
    queryKey: ['search', question],
    queryFn: ({ signal }) => readAgents(question, signal),
    ...readOnce,
    // Asked for again after somebody else was shown, hours later perhaps, it is another answer.
    staleTime: 0,
    gcTime: 60_000,
  })
}

async function readAgents(
  question: Question,
  signal: AbortSignal,
  place?: { next_page_token: string | null },
): Promise<AgentsPage> {
  const page = await fetchZoom<AgentsPage>('users', { ...zoomParameters(question), ...place }, { signal })
  markRead(page.users, page.meta.fetched_at)
  return page
}

const REGIONS_KEY = ['regions'] as const
/** What Zoom had no time for is asked again after this long, or later where it says so. */
const ASKED_AGAIN_MS = 60_000
/** A page stays open all day, and regions are founded and renamed meanwhile. */
const OUTDATED_AFTER_MS = 3_600_000

/**
 * The account's regions. Each hour, and where Zoom was away or had too much to do sooner, they are asked for again, which is
 * nobody's doing.
 */
export function regionsQuery() {
  return queryOptions({
    queryKey: REGIONS_KEY,
    queryFn: ({ client, signal }) => {
      const before = client.getQueryState(REGIONS_KEY)
      const background = !!(before?.errorUpdateCount || before?.dataUpdateCount)
      return readWhole<'regions', Region>('regions', 'regions', {}, { signal, background })
    },
    refetchInterval: ({ state: { error } }) => {
      if (!error) return OUTDATED_AFTER_MS
      return isRollcallError(error) && (error.status === 429 || error.status >= 500)
        ? Math.max((error.retry_after ?? 0) * 1_000, ASKED_AGAIN_MS)
        : false
    },
    ...readOnce,
  })
}

/** A small list read to its end. `complete` is false when Zoom's tokens led in a circle or nowhere. */
export type WholeList<Item> = { items: Item[]; skipped: number; complete: boolean; fetched_at: string }

/** Reads a small list to its end, page by page. */
export async function readWhole<Key extends string, Item>(
  key: Key,
  path: string,
  query: Record<string, string>,
  options: AskOptions,
): Promise<WholeList<Item>> {
  const items: Item[] = []
  const seen = new Set<string>()
  let token = ''
  let skipped = 0
  for (;;) {
    const page = await fetchZoom<Page<Key, Item>>(
      path,
      { ...query, page_size: String(PAGE_SIZE), next_page_token: token },
      options,
    )
    items.push(...page[key])
    skipped += page.meta.skipped
    token = page.next_page_token
    const circle = seen.has(token) || seen.size >= MOST_PAGES_OF_A_SMALL_LIST
    if (token === '' || circle)
      return { items, skipped, complete: token === '', fetched_at: page.meta.fetched_at }
    seen.add(token)
  }
}
