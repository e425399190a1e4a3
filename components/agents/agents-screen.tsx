'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { ProfilePanel } from '@/components/profile/profile-panel.tsx'
import { AgentsGrid } from '@/components/table/agents-grid.tsx'
import { LoadingRows } from '@/components/table/loading-rows.tsx'
import { Trouble } from '@/components/ui/trouble.tsx'
import { useZone } from '@/components/ui/use-zone.ts'
import type { AgentsData } from '@/lib/agents/agent-list.ts'
import { currentLocation, moveTo, readLocation, subscribeLocation } from '@/lib/agents/list-location.ts'
import { hasFilters, type ListParams, writeListParams } from '@/lib/agents/list-params.ts'
import type { Agent, AgentsPage } from '@/lib/agents/schema.ts'
import { agentsQuery } from '@/lib/api/queries.ts'
import { type ErrorBody, errorFromBody } from '@/lib/errors.ts'
import { formatNumber } from '@/lib/formats.ts'
import { EmptyList } from './empty-list.tsx'
import { FilterBar } from './filter-bar.tsx'
import { SummaryStrip } from './summary-strip.tsx'
import { useAgents } from './use-agents.ts'

/** What the server read before the page was sent: the first page, or why there is none. */
export type FirstRead = { page: AgentsPage } | { error: ErrorBody }

type Props = {
  /** The address that the server saw; in the browser the location itself is the truth. */
  pathname: string
  search: string
  /** A FirstRead as JSON, which travels through React several times cheaper than as objects; null while Zoom takes its time. */
  firstRead: string | null
  zone: string
}

const NOBODY: Agent[] = []

/** Where a person had scrolled to, by filters: kept while the page lives, for Back. */
const places = new Map<string, number>()

export function AgentsScreen({ pathname, search, firstRead, zone: zoneAtServer }: Props) {
  const zone = useZone(zoneAtServer)
  const [atServer] = useState(() => readLocation(pathname, search))
  const { params, user_id } = useSyncExternalStore(subscribeLocation, currentLocation, () => atServer)
  useTakeOver(atServer.params, firstRead)

  const agents = useAgents(params)
  const { list, error } = agents
  const scroller = useRef<HTMLDivElement>(null)
  const openId = user_id ?? null
  usePlace(scroller, writeListParams(params), list !== null && !agents.isStale)

  const client = useQueryClient()
  // What is not changed is read when it happens: two changes may come before the next render.
  const change = useCallback(
    (some: Partial<ListParams>, options?: { replace: boolean }) => {
      const now = currentLocation()
      const next = { ...now.params, ...some }
      void client.prefetchInfiniteQuery(agentsQuery(next)) // asked before the page shows that it asks
      moveTo(next, now.user_id ?? null, options)
    },
    [client],
  )
  const open = useCallback((agent: Agent) => moveTo(currentLocation().params, agent.user_id), [])
  const close = useCallback(() => {
    const { params: kept, user_id: was } = currentLocation()
    moveTo(kept, null)
    focusRow(scroller.current, was ?? null)
  }, [])

  const held = list?.agents.length ?? 0
  // An expired place is first read again without a word; only if that does not help it is trouble.
  const showsTrouble = error?.code !== 'page_expired' || !agents.isFetching
  return (
    <>
      <FilterBar params={params} agents={list?.agents ?? NOBODY} onChange={change} />
      <SummaryStrip
        list={list}
        zone={zone}
        filtered={hasFilters(params)}
        isStale={agents.isStale}
        isRefreshing={agents.isRefreshing}
        isLate={error !== null}
        onRefresh={agents.refresh}
      />
      <div className="relative flex min-h-0 flex-1 flex-col">
        {error && showsTrouble && !agents.isLaterPage && (
          <Trouble
            error={error}
            {...describeTrouble(list !== null, agents.isStale)}
            onRetry={agents.retry}
            isRetrying={agents.isFetching}
          />
        )}
        {list === null ? (
          error ? null : (
            <LoadingRows />
          )
        ) : held === 0 && list.end === 'end' && !agents.isStale ? (
          <EmptyList params={params} onChange={change} />
        ) : (
          <AgentsGrid
            list={list}
            params={params}
            openId={openId}
            zone={zone}
            isStale={agents.isStale}
            scroller={scroller}
            onOpen={open}
            onNear={agents.onNear}
          />
        )}
        {error && showsTrouble && agents.isLaterPage && (
          <Trouble
            className="border-t border-b-0"
            error={error}
            title={`The agents after number ${formatNumber(held)} did not load.`}
            kept={`The ${formatNumber(held)} above stay.`}
            onRetry={agents.retry}
            isRetrying={agents.isFetching}
          />
        )}
        {user_id !== null && (
          <ProfilePanel
            user_id={user_id}
            params={params}
            list={list}
            zone={zone}
            onClose={close}
            onOpen={open}
          />
        )}
      </div>
    </>
  )
}

function describeTrouble(hasRows: boolean, isStale: boolean): { title: string; kept?: string } {
  if (!hasRows) return { title: "The agents couldn't be loaded." }
  if (isStale) return { title: 'Search failed.', kept: 'The rows below are your previous results.' }
  return { title: "The list couldn't be refreshed.", kept: 'The rows below stay as they were.' }
}

/** Puts what the server read into the cache, once, before anything asks for it. Newer data is left alone. */
function useTakeOver(params: ListParams, firstRead: string | null): void {
  const client = useQueryClient()
  useState(() => {
    const options = agentsQuery(params)
    if (!firstRead || client.getQueryState(options.queryKey)?.data) return
    const read = JSON.parse(firstRead) as FirstRead
    if ('page' in read) {
      const data: AgentsData = { pages: [read.page], pageParams: [null] }
      client.setQueryData(options.queryKey, data, { updatedAt: Date.parse(read.page.meta.fetched_at) })
      return
    }
    client
      .getQueryCache()
      .build(client, client.defaultQueryOptions(options) as never)
      .setState({ status: 'error', fetchStatus: 'idle', error: errorFromBody(read.error) })
  })
}

/** Returns to where the person was under these filters, and starts new ones at the top. */
function usePlace(scroller: React.RefObject<HTMLElement | null>, key: string, isShown: boolean): void {
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || !isShown) return
    // A page that has just come may have been scrolled before its scripts had.
    element.scrollTop = places.get(key) ?? (places.size === 0 ? element.scrollTop : 0)
    return () => {
      places.set(key, element.scrollTop)
    }
  }, [scroller, key, isShown])
}

/** Back to the row a profile was opened from; the grid itself if that row is out of view. */
function focusRow(scroller: HTMLElement | null, user_id: string | null): void {
  const row =
    user_id === null
      ? null
      : scroller?.querySelector(`a[href^="/agents/${CSS.escape(encodeURIComponent(user_id))}"]`)
  const target = (row as HTMLElement | null) ?? scroller
  // Once the dialog is gone: removing it would take the focus along.
  requestAnimationFrame(() => target?.focus({ preventScroll: true }))
}
