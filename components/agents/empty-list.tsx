import type { UseQueryResult } from '@tanstack/react-query'
import { Fragment, type ReactNode } from 'react'
import { Trouble } from '@/components/ui/trouble.tsx'
import { isFiltered } from '@/lib/agents/address/address.ts'
import { currentLocation } from '@/lib/agents/address/list-location.ts'
import { listSetFilters, type SetFilter } from '@/lib/agents/narrow/set-filters.ts'
import { isRollcallError } from '@/lib/errors.ts'
import { clearFilters, type Filtering } from './filters/filtering.ts'

type Props = {
  filtering: Filtering
  /** What came of asking Zoom, which is done where none of the agents held matches. */
  askedZoom: Pick<UseQueryResult, 'error' | 'isFetching' | 'refetch'>
}

/** Nobody to show: what was asked for, and the ways to ask for more. */
export function EmptyList({ filtering, askedZoom }: Props) {
  const { location, regions, onChange } = filtering
  if (!isFiltered(location)) {
    return (
      <div className="px-4 pt-12 sm:pl-9">
        <h2 className="text-15 font-semibold">Zoom lists no agents for this account</h2>
        <p className="mt-1 max-w-prose text-text-2">
          Agents appear here once they are added in Zoom's Contact Center administration. If you expected
          some, check that you signed in to the right account.
        </p>
      </div>
    )
  }
  const asked = listSetFilters(location, regions.named)
  return (
    <div className="px-4 pt-12 pb-6 sm:pl-9">
      <h2 className="text-15 font-semibold">No agents found</h2>
      <p className="mt-1 max-w-prose break-words text-text-2">
        No agent matches{' '}
        {asked.map((filter, index) => (
          <Fragment key={filter.name}>
            {index > 0 && ' · '}
            <Words {...filter} />
          </Fragment>
        ))}
      </p>
      {isRollcallError(askedZoom.error) && (
        <Trouble
          className="mt-4 max-w-prose rounded-md border-0"
          error={askedZoom.error}
          title="Zoom couldn't be searched."
          onRetry={() => void askedZoom.refetch()}
          isRetrying={askedZoom.isFetching}
        />
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        <button type="button" className="button button-ink" onClick={() => clearFilters(onChange)}>
          Show all agents
        </button>
        {asked.length > 1 &&
          asked.map(filter => (
            <button
              key={filter.name}
              type="button"
              className="button h-auto! max-w-full py-1 whitespace-normal!"
              onClick={() => onChange(filter.without(currentLocation()))}
            >
              <span className="[overflow-wrap:anywhere]">
                <Widening {...filter} />
              </span>
            </button>
          ))}
      </div>
    </div>
  )
}

/** What a filter asks for. */
function Words({ field, words }: SetFilter) {
  if (!field) return <Quoted text={words.join()} />
  return (
    <>
      {field.label}{' '}
      <bdi translate={field.isName ? 'no' : undefined} className="font-medium text-text">
        {words.join(' or ')}
      </bdi>
    </>
  )
}

/** What there is without it. */
function Widening({ name, field, words }: SetFilter): ReactNode {
  if (!field)
    return (
      <>
        Remove <Quoted text={words.join()} />
      </>
    )
  if (name === 'region') return 'All regions'
  return field.kind === 'days' ? `${field.label} at any time` : `Any ${field.label.toLowerCase()}`
}

function Quoted({ text }: { text: string }) {
  return <bdi translate="no" className="font-medium text-text">{`“${text}”`}</bdi>
}
