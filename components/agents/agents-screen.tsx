'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { type ListLocation, writeAddress, writeQuery } from '@/lib/agents/address.ts'
import { describeCompleteness } from '@/lib/agents/agent-list.ts'
import { type ColumnChoice, shownFields } from '@/lib/agents/columns.ts'
import type { Field } from '@/lib/agents/field.ts'
import { currentLocation, moveTo } from '@/lib/agents/list-location.ts'
import { narrow } from '@/lib/agents/narrow.ts'
import { orderAgents } from '@/lib/agents/order.ts'
import { isAsked } from '@/lib/agents/question.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { agentsQuery } from '@/lib/api/queries.ts'
import { ProfilePanel } from '../profile/profile-panel.tsx'
import { AgentsTable } from '../table/agents-table.tsx'
import { LoadingRows } from '../table/loading-rows.tsx'
import { takeEarlyClick } from './before-scripts.tsx'
import { EmptyList } from './empty-list.tsx'
import { FilterBar } from './filter-bar.tsx'
import { StatusToggles } from './filters/status-toggles.tsx'
import { describeTrouble, ListTrouble } from './list-trouble.tsx'
import { StatusAge } from './status-age.tsx'
import { SummaryStrip } from './summary-strip.tsx'
import { useAgents } from './use-agents.ts'
import { useColumnChoice } from './use-column-choice.ts'
import { useHydratedRead } from './use-hydrated-read.ts'
import { useLocation } from './use-location.ts'
import { focusRow, useScrollRestoration } from './use-scroll-restoration.ts'
import { useSelection } from './use-selection.ts'

type Props = {
  /** The address that the server saw; in the browser the location itself is the truth. */
  pathname: string
  search: string
  /** A FirstRead as JSON, which travels through React several times cheaper than as objects; null while Zoom takes its time. */
  firstRead: string | null
  columns: ColumnChoice
  zone: string
  /** The reader's language, by which names are ordered; BCP 47. */
  locale: string
}

const NOBODY: readonly Agent[] = []

/** The list of agents, with a profile open over it: what is asked, what is held, what is shown of it. */
export function AgentsScreen({ pathname, search, firstRead, columns, zone, locale }: Props) {
  const { atServer, location } = useLocation(pathname, search)
  const { question, view, user_id } = location
  useHydratedRead(atServer.question, firstRead)

  const held = useAgents(question)
  const { list, error } = held
  const all = list?.agents ?? NOBODY
  const now = Date.parse(list?.fetched_at ?? '') || 0
  const narrowed = useMemo(() => narrow(all, null, view, now), [all, view, now])
  const agents = useMemo(() => orderAgents(narrowed.agents, view.sort, locale), [narrowed, view.sort, locale])

  const { choice, choose } = useColumnChoice(columns)
  const fields = useShownFields(view.columns ?? choice.keys, all)
  const selection = useSelection(agents)

  const scroller = useRef<HTMLDivElement>(null)
  useScrollRestoration(scroller, writeQuery({ ...location, compare: [] }), list !== null && !held.isStale)
  const { change, open, close } = useMoves(scroller)
  const hrefOf = useCallback((id: string) => writeAddress({ ...location, user_id: id }), [location])
  useEarlyClick(agents, open)

  // An expired place is first read again without a word; only if that does not help it is trouble.
  const showsTrouble = error !== null && (error.code !== 'page_expired' || !held.isFetching)
  const isNarrowedHere = narrowed.agents !== all
  const completeness = list
    ? describeCompleteness(list, isAsked(question), isNarrowedHere ? agents.length : null)
    : ''
  const filtering = { location, narrowed, onChange: change }
  return (
    <>
      <FilterBar filtering={filtering} shown={completeness} />
      <SummaryStrip
        list={list}
        zone={zone}
        completeness={completeness}
        isStale={held.isStale}
        isRefreshing={held.isRefreshing}
        isLate={error !== null}
        onRefresh={held.refresh}
      >
        <StatusToggles list={list} filtering={filtering} />
      </SummaryStrip>
      <div className="relative flex min-h-0 flex-1 flex-col">
        {showsTrouble && !held.isLaterPage && (
          <ListTrouble held={held} {...describeTrouble(list !== null, held.isStale)} />
        )}
        {list === null ? (
          error ? null : (
            <LoadingRows fields={fields} />
          )
        ) : agents.length === 0 && list.end !== 'more' && !held.isStale ? (
          <EmptyList filtering={filtering} />
        ) : (
          <AgentsTable
            agents={agents}
            rowCount={isNarrowedHere ? agents.length + 1 : list.total === null ? -1 : list.total + 1}
            fields={fields}
            widths={choice.widths}
            density={view.density ?? choice.density}
            sort={view.sort}
            openId={user_id ?? null}
            selected={selection.selected}
            zone={zone}
            isStale={held.isStale}
            scroller={scroller}
            beside={{ status_name: <StatusAge fetchedAt={list.fetched_at} /> }}
            hrefOf={hrefOf}
            onOpen={open}
            onSort={sort => change({ view: { ...currentLocation().view, sort } })}
            onWidths={widths => choose({ widths })}
            onSelect={selection.toggle}
            onSelectAll={selection.toggleAll}
            onNear={held.onNear}
          />
        )}
        {showsTrouble && held.isLaterPage && <ListTrouble held={held} later={all.length} />}
        {user_id !== null && (
          <ProfilePanel
            user_id={user_id}
            question={question}
            agents={agents}
            isWhole={list?.end === 'end'}
            listReadAt={list?.fetched_at}
            hrefOf={hrefOf}
            zone={zone}
            onClose={close}
            onOpen={open}
          />
        )}
      </div>
    </>
  )
}

/** What a person does that moves them: each is in the address. */
function useMoves(scroller: React.RefObject<HTMLElement | null>) {
  const client = useQueryClient()
  return useMemo(() => {
    const change = (some: Partial<ListLocation>, options?: { replace: boolean }) => {
      const { question } = { ...currentLocation(), ...some }
      void client.prefetchInfiniteQuery(agentsQuery(question)) // asked before the page shows that it asks
      moveTo(some, options)
    }
    return {
      change,
      open: (agent: Agent) => moveTo({ user_id: agent.user_id }),
      close: () => {
        const was = currentLocation().user_id
        moveTo({ user_id: null })
        focusRow(scroller.current, was ?? null)
      },
    }
  }, [client, scroller])
}

/** The same array while the same columns are shown: a new one would render every row anew. */
function useShownFields(keys: ColumnChoice['keys'], agents: readonly Agent[]): readonly Field[] {
  const last = useRef<readonly Field[]>([])
  return useMemo(() => {
    const fields = shownFields(keys, agents)
    const isSame =
      fields.length === last.current.length && fields.every((field, place) => field === last.current[place])
    if (!isSame) last.current = fields
    return last.current
  }, [keys, agents])
}

/** Opens the agent whose row was clicked before the scripts had arrived. */
function useEarlyClick(agents: readonly Agent[], open: (agent: Agent) => void): void {
  useEffect(() => {
    const agent = agents[takeEarlyClick() ?? -1]
    if (agent) open(agent)
  }, [agents, open])
}
