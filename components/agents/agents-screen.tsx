'use client'

import { useCallback, useEffect, useRef } from 'react'
import { LazyInside, LazyQuietly, lazyPart, useIsAtRest, usePreload } from '@/components/ui/lazy-part.tsx'
import { useZone } from '@/components/ui/use-zone.ts'
import { isFiltered, writeAddress, writeQuery } from '@/lib/agents/address.ts'
import { describeCompleteness } from '@/lib/agents/agent-list.ts'
import type { ColumnChoice } from '@/lib/agents/columns.ts'
import type { FieldKey } from '@/lib/agents/fields.ts'
import { currentLocation, moveTo } from '@/lib/agents/list-location.ts'
import { isAsked } from '@/lib/agents/question.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { ColumnsButton } from '../columns/columns-button.tsx'
import { DensityButton } from '../columns/density-button.tsx'
import { CompareAgents } from '../compare/compare-agents.tsx'
import { ExportButton } from '../export/export-button.tsx'
import { PrintList } from '../export/print-list.tsx'
import { ProfilePanel } from '../profile/profile-panel.tsx'
import { ViewsMenu } from '../views/views-menu.tsx'
import { AgentsList } from './agents-list.tsx'
import { takeEarlyClick } from './before-scripts.tsx'
import { FilterBar } from './filters/filter-bar.tsx'
import { ask } from './filters/filtering.ts'
import { StatusToggles } from './filters/status-toggles.tsx'
import { useEvery } from './held/use-every.ts'
import { useHeld } from './held/use-held.ts'
import { useHydratedRead } from './held/use-hydrated-read.ts'
import { toRest } from './list-taken.ts'
import { useCopiedText } from './selection/use-copied-text.ts'
import { useSelection } from './selection/use-selection.ts'
import { SummaryStrip } from './status/summary-strip.tsx'
import { useColumnChoice } from './use-column-choice.ts'
import { useLocation } from './use-location.ts'
import { useMoves } from './use-moves.ts'
import { focusLost, focusRow, useScrollRestoration } from './use-scroll-restoration.ts'
import { useShown } from './use-shown.ts'
import { useShownFields } from './use-shown-fields.ts'

const COMMANDS = lazyPart('Commands', async () => (await import('./agent-commands.ts')).AgentCommands)
const TOOLBAR = lazyPart(
  'Selection',
  async () => (await import('./selection/selection-toolbar.tsx')).SelectionToolbar,
)
const PARTS = [TOOLBAR]

type Props = {
  /** The address that the server saw; in the browser the location itself is the truth. */
  pathname: string
  search: string
  /** A FirstRead as JSON, which travels through React several times cheaper than as objects; null while Zoom takes its time. */
  firstRead: string | null
  columns: ColumnChoice
  zone: string
  /** Seconds between two reads that the person wants. */
  every: number
  /** The reader's language, by which names are ordered; BCP 47. */
  locale: string
}

/** The list of agents, with a profile open over it: what is asked, what is held, what is shown of it. */
export function AgentsScreen({ pathname, search, firstRead, columns, locale, ...props }: Props) {
  const zone = useZone(props.zone)
  const { atServer, location } = useLocation(pathname, search)
  const { question, view, user_id } = location
  useHydratedRead(atServer.question, firstRead)

  const [every, setEvery] = useEvery(props.every)
  const held = useHeld(question, every)
  const { list, error } = held
  const shown = useShown(held, location, locale)
  const { all, agents } = shown

  const { choice, choose } = useColumnChoice(columns)
  const fields = useShownFields(view.columns ?? choice.keys, all)
  const selection = useSelection({ agents, all, readAt: list?.fetched_at ?? '' })

  const scroller = useRef<HTMLDivElement>(null)
  useScrollRestoration(scroller, writeQuery({ ...location, compare: [] }), held.isStale ? 0 : agents.length)
  useTitle(user_id ? all.find(agent => agent.user_id === user_id)?.display_name : undefined)
  const { change, open, step, close } = useMoves(scroller, held.isAll)
  const hrefOf = useCallback((id: string) => writeAddress({ ...location, user_id: id }), [location])
  useEarlyClick(agents, open)
  const isAtRest = useIsAtRest()
  usePreload(PARTS)
  useCopiedText(scroller, agents, fields, zone)

  const rest = toRest(held)
  /** What is shown is not yet what is asked for. */
  const isBefore = held.isStale || shown.isAskingZoom
  const taken = { place: { location, agents: all }, fields, readAtOf: selection.readAtOf, zone }
  const completeness = list
    ? describeCompleteness(
        list,
        !held.isAll && isAsked(question),
        shown.isNarrowedHere ? agents.length : null,
      )
    : ''
  const filtering = { location, narrowed: shown.narrowed, onChange: change }
  return (
    <>
      <FilterBar
        filtering={filtering}
        shown={completeness}
        view={<ViewsMenu location={location} onOpen={change} />}
      >
        <ColumnsButton
          shown={fields.map(({ key }) => key as FieldKey)}
          onChange={keys => {
            choose({ keys })
            if (view.columns) change({ view: { ...currentLocation().view, columns: null } })
          }}
          onReset={() => choose({ keys: null, widths: {} })}
        />
        <DensityButton
          density={view.density ?? choice.density}
          onChange={density => {
            choose({ density })
            if (view.density) change({ view: { ...currentLocation().view, density: null } })
          }}
        />
        <ExportButton
          {...taken}
          agents={agents}
          rest={rest}
          className="button button-ghost"
          isCommand
          isDisabled={isBefore}
        />
      </FilterBar>
      {isAtRest && (
        <LazyQuietly
          part={COMMANDS}
          props={{
            agents: all,
            isFiltered: isFiltered(location),
            onOpen: open,
            onAsk: some => ask(change, some),
            onChange: change,
            onRefresh: held.refresh,
          }}
        />
      )}
      <SummaryStrip
        list={list}
        zone={zone}
        completeness={completeness}
        isStale={held.isStale}
        isRefreshing={held.isRefreshing}
        isLate={error !== null}
        onRefresh={held.refresh}
        every={every}
        onEvery={setEvery}
      >
        {selection.selected.size > 0 ? (
          <LazyInside
            part={TOOLBAR}
            props={{
              agents: selection.chosen,
              outside: selection.outside,
              isAll: selection.isAll,
              isPartial: list?.end !== 'end',
              fields,
              zone,
              exportButton: (
                <ExportButton
                  {...taken}
                  agents={selection.chosen}
                  place={null}
                  rest={null}
                  className="button"
                />
              ),
              onSelectAll: selection.selectAll,
              onCompare: chosen => moveTo({ compare: chosen.map(({ user_id }) => user_id) }),
              onClear: () => {
                selection.clear()
                focusRow(scroller.current, selection.lastId())
              },
            }}
          />
        ) : (
          <StatusToggles
            list={list}
            filtering={filtering}
            history={held.history}
            zone={zone}
            isStale={held.isStale}
          />
        )}
      </SummaryStrip>
      <div
        className="relative flex min-h-0 flex-1 flex-col"
        data-profile-open={user_id !== null || undefined}
      >
        <AgentsList
          held={held}
          shown={shown}
          filtering={filtering}
          fields={fields}
          choice={choice}
          selection={selection}
          zone={zone}
          scroller={scroller}
          hrefOf={hrefOf}
          onOpen={open}
          onWidths={widths => choose({ widths })}
        />
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
            onStep={step}
          />
        )}
      </div>
      <CompareAgents
        ids={location.compare}
        known={[...all, ...selection.chosen]}
        readAtOf={selection.readAtOf}
        zone={zone}
        onClose={() => {
          moveTo({ compare: [] })
          focusLost(scroller.current)
        }}
      />
      {list !== null && !isBefore && (
        <PrintList
          agents={agents}
          place={{ location, agents: all }}
          fields={fields}
          rest={rest}
          readAt={list.fetched_at}
          zone={zone}
        />
      )}
    </>
  )
}

/** The tab is named after the agent whose profile is open. */
function useTitle(name: string | undefined): void {
  useEffect(() => {
    document.title = `${name ?? 'Agents'} · Rollcall`
  }, [name])
}

/** Opens the agent whose row was clicked before the scripts had arrived. */
function useEarlyClick(agents: readonly Agent[], open: (agent: Agent) => void): void {
  useEffect(() => {
    const agent = agents[takeEarlyClick() ?? -1]
    if (agent) open(agent)
  }, [agents, open])
}
