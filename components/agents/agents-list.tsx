import type { RefObject } from 'react'
import { LazyInside, LazyQuietly, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import { useIsPhone } from '@/components/ui/use-phone.ts'
import { AgentsTable } from '../table/agents-table.tsx'
import { LoadingRows } from '../table/loading-rows.tsx'
import type { Opening } from '../table/row-presses.ts'
import { type Filtering, setOrder } from './filters/filtering.ts'
import { describeTrouble, ListTrouble } from './held/list-trouble.tsx'
import type { Held } from './held/use-held.ts'
import type { useSelection } from './selection/use-selection.ts'
import { StatusAge } from './summary/status-age.tsx'
import type { useLook } from './use-look.ts'
import type { useShown } from './use-shown.ts'

const EMPTY = lazyPart('No agents', async () => (await import('./empty-list.tsx')).EmptyList)
const ORDER = lazyPart('Order', async () => (await import('./order/order-controls.tsx')).OrderLine)

type Props = {
  held: Held
  shown: ReturnType<typeof useShown>
  filtering: Filtering
  openId: string | null
  /** The list's address; null while its rows are on their way. */
  address: string | null
  look: ReturnType<typeof useLook>
  selection: ReturnType<typeof useSelection>
  zone: string
  scroller: RefObject<HTMLDivElement | null>
  opening: Opening
}

/** What there is to show of the agents: them, nobody, that they are on their way, and what went wrong with that. */
export function AgentsList({
  held,
  shown,
  filtering,
  openId,
  address,
  look,
  selection,
  zone,
  scroller,
  opening,
}: Props) {
  usePreload(EMPTY)
  const { list, error } = held
  const { all, agents } = shown
  const { fields, density } = look
  const { view } = filtering.location
  const isPhone = useIsPhone()
  // The email has a head only where it is no second line of the name, which the part knows.
  const isOrderUnseen = view.sort.some(
    ({ key }) => isPhone || key === 'user_email' || fields.every(field => field.key !== key),
  )
  const isNobody = agents.length === 0 && !shown.isAskingZoom && list?.end !== 'more' && !held.isStale
  return (
    <>
      {error && !held.isLaterPage && (
        <ListTrouble held={held} {...describeTrouble(list !== null, held.isStale)} />
      )}
      {shown.isFoundByZoom && (
        <p className="flex-none border-b px-4 py-1.5 text-text-2">
          <b className="font-semibold text-text">Found by Zoom</b>
          <span> · no loaded agent matches this search</span>
        </p>
      )}
      {isOrderUnseen && <LazyQuietly part={ORDER} props={{ filtering, fields, density }} />}
      {list === null ? (
        error ? null : (
          <LoadingRows fields={fields} />
        )
      ) : (
        <AgentsTable
          agents={agents}
          measured={held.isRoster ? all : agents}
          rowCount={shown.isNarrowedHere ? agents.length + 1 : list.total === null ? -1 : list.total + 1}
          fields={fields}
          widths={look.own.widths}
          density={density}
          sort={view.sort}
          openId={openId}
          address={address}
          selected={selection.selected}
          changes={held.changes}
          isAllSelected={selection.isAll}
          zone={zone}
          isStale={held.isStale}
          scroller={scroller}
          beside={{ status_name: <StatusAge fetchedAt={shown.fetched_at} /> }}
          opening={opening}
          onSort={sort => setOrder(filtering.onChange, sort)}
          onWidth={look.setWidth}
          onSelect={selection.toggle}
          onSelectAll={selection.toggleAll}
          onNear={held.onNear}
        >
          {isNobody && <LazyInside part={EMPTY} props={{ filtering, askedZoom: shown.askedZoom }} />}
        </AgentsTable>
      )}
      {error && held.isLaterPage && <ListTrouble held={held} later={all.length} />}
    </>
  )
}
