'use client'

import { useRef, useState } from 'react'
import { DialogButton } from '@/components/ui/dialog-button.tsx'
import {
  LazyDialog,
  LazyInside,
  LazyQuietly,
  lazyPart,
  useIsAtRest,
  usePreload,
} from '@/components/ui/lazy-part.tsx'
import { useIsPhone } from '@/components/ui/use-phone.ts'
import { useZone } from '@/components/ui/use-zone.ts'
import { writeQuery } from '@/lib/agents/address/address.ts'
import { moveTo } from '@/lib/agents/address/list-location.ts'
import { describeCompleteness } from '@/lib/agents/agent-list.ts'
import type { FieldKey } from '@/lib/agents/fields.ts'
import type { OwnLook } from '@/lib/agents/look/own-look.ts'
import { isAsked } from '@/lib/agents/question.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { EVERY_COOKIE, rememberPreference } from '@/lib/preferences.ts'
import { DensityButton } from '../columns/density-button.tsx'
import { ExportButton } from '../export/export-button.tsx'
import { ViewsMenu } from '../views/views-menu.tsx'
import { StatusToggles } from './counts/status-toggles.tsx'
import { FilterBar } from './filters/filter-bar.tsx'
import { useHeld } from './held/use-held.ts'
import { useHydratedRead } from './held/use-hydrated-read.ts'
import { ListAndProfile } from './list-and-profile.tsx'
import { useHasSelectedText } from './selection/use-has-selected-text.ts'
import { useSelection } from './selection/use-selection.ts'
import { StatusLine, useSaidRefresh } from './summary/status-line.tsx'
import { useListLocation } from './use-location.ts'
import { useLook } from './use-look.ts'
import { useMoves } from './use-moves.ts'
import { useRegions } from './use-regions.ts'
import { focusLost, focusRow, useScrollRestoration } from './use-scroll-restoration.ts'
import { useShown } from './use-shown.ts'

const COLUMNS = lazyPart('Columns', async () => (await import('../columns/columns-dialog.tsx')).ColumnsDialog)
const COMPARE = lazyPart(
  'Compare agents',
  async () => (await import('../compare/compare-dialog.tsx')).CompareDialog,
)
const AT_REST = lazyPart('At rest', async () => (await import('./at-rest.tsx')).AtRest)
const TOOLBAR = lazyPart(
  'Selection',
  async () => (await import('./selection/selection-toolbar.tsx')).SelectionToolbar,
)
const COPIED = lazyPart('Copied text', async () => (await import('./selection/copied-text.tsx')).CopiedText)

const NOBODY: readonly Agent[] = []

type Props = {
  /** The address that the server saw; in the browser the location itself is the truth. */
  pathname: string
  search: string
  /** A FirstRead as JSON, which travels through React several times cheaper than as objects; null while Zoom takes its time. */
  firstRead: string | null
  ownLook: OwnLook
  zone: string
  /** Seconds between two reads that the person wants. */
  every: number
  /** The reader's language, by which names are ordered; BCP 47. */
  locale: string
}

/** The list of agents, with a profile open over it: what is asked, what is held, what is shown of it. */
export function AgentsScreen({ pathname, search, firstRead, ownLook, locale, ...props }: Props) {
  const zone = useZone(props.zone)
  const { atServer, location } = useListLocation(pathname, search)
  const { question, view } = location
  const sortAtServer = useHydratedRead(atServer.question, firstRead)

  const [every, setEvery] = useState(props.every)
  const held = useHeld(question, every)
  const { list, error } = held
  const all = list?.agents ?? NOBODY
  const regions = useRegions(all, question.region)
  const shown = useShown(held, all, location, { locale, region: regions.field, sortAtServer })
  const { agents } = shown
  const isWhole = list?.end === 'whole'
  const isEverybody = isWhole && (held.isRoster || !isAsked(question))

  const look = useLook(ownLook, { view, all, isEverybody, region: regions.field })
  const { fields } = look
  const linked = { location, own: look.own, all }
  const selection = useSelection({
    agents,
    listKey: JSON.stringify([question, view.filters]),
    isWhole,
    all,
    readAt: list?.fetched_at ?? '',
    isEverybody,
  })

  const scroller = useRef<HTMLDivElement>(null)
  const address = writeQuery({ ...location, compare: [] })
  useScrollRestoration(scroller, address, held.isStale ? NOBODY : agents)
  const moves = useMoves(scroller, held.isRoster)
  const { change, open } = moves
  const isAtRest = useIsAtRest()
  usePreload(TOOLBAR, COPIED, COMPARE)
  const hasSelectedText = useHasSelectedText()
  const isPhone = useIsPhone()
  const onAsked = useSaidRefresh(held.isRefreshing, error !== null)
  const refresh = () => {
    if (held.isRefreshing) return
    onAsked()
    shown.refresh()
  }

  /** What is shown is not yet what is asked for. */
  const isOutdated = held.isStale || shown.isAskingZoom
  const origin = { location, regions: regions.named }
  const taken = { agents, origin, fields, held, readAtOf: selection.readAtOf, zone }
  const completeness = shown.isAskingZoom
    ? 'Searching…'
    : list
      ? describeCompleteness(list, {
          isAsked: !held.isRoster && isAsked(question),
          narrowedTo: shown.isNarrowedHere ? agents.length : null,
          isOrdered: view.sort.length > 0,
        })
      : ''
  const filtering = { location, narrowed: shown.counted, regions, onChange: change }
  return (
    <>
      <FilterBar
        filtering={filtering}
        isRoster={held.isRoster}
        completeness={completeness}
        view={<ViewsMenu location={location} linked={linked} onOpen={change} />}
      >
        <DialogButton
          part={COLUMNS}
          props={{
            shown: fields.map(({ key }) => key as FieldKey),
            isLinked: look.isLinked,
            onChange: look.change,
            onReset: look.reset,
            onKeep: look.keep,
          }}
          icon="columns"
          className="button button-ghost"
          command={{ id: 'columns', group: 'Settings', keywords: 'choose order fields table' }}
        />
        {!isPhone && <DensityButton density={look.density} onChange={look.setDensity} />}
        <ExportButton {...taken} className="button button-ghost" isCommand isDisabled={isOutdated} />
      </FilterBar>
      {isAtRest && (
        <LazyQuietly
          part={AT_REST}
          props={{
            commands: {
              filtering: { ...filtering, narrowed: shown.narrowed },
              isPartial: !isWhole,
              onOpen: open,
              onRefresh: refresh,
              onSelectAll: selection.selectAll,
            },
            print: list && !isOutdated ? taken : null,
          }}
        />
      )}
      {hasSelectedText && <LazyQuietly part={COPIED} props={{ scroller, agents, fields, zone }} />}
      <div className="over-list">
        {selection.selected.size > 0 ? (
          <LazyInside
            part={TOOLBAR}
            props={{
              selection,
              held,
              taken,
              location,
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
        <StatusLine
          list={list}
          fetchedAt={shown.fetched_at}
          zone={zone}
          // What Zoom says in the end is news, and so is heard.
          address={shown.isAskingZoom ? '' : address}
          completeness={completeness}
          isStale={held.isStale}
          isRefreshing={held.isRefreshing}
          isLate={error !== null}
          onRefresh={refresh}
          every={every}
          onEvery={seconds => {
            setEvery(seconds)
            rememberPreference(EVERY_COOKIE, String(seconds))
          }}
        />
      </div>
      <ListAndProfile
        atServer={atServer}
        held={held}
        shown={shown}
        filtering={filtering}
        linked={linked}
        look={look}
        selection={selection}
        zone={zone}
        scroller={scroller}
        address={held.isStale || shown.isReordering ? null : address}
        moves={moves}
      />
      {location.compare.length > 0 && (
        <LazyDialog
          part={COMPARE}
          props={{
            ids: location.compare,
            known: [...all, ...selection.chosen],
            readAtOf: selection.readAtOf,
            region: regions.field,
            zone,
            onClose: () => {
              moveTo({ compare: [] })
              focusLost(scroller.current)
            },
          }}
        />
      )}
    </>
  )
}
