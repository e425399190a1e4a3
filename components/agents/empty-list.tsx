import type { UseQueryResult } from '@tanstack/react-query'
import { Fragment, type ReactNode } from 'react'
import { Trouble } from '@/components/ui/trouble.tsx'
import { isFiltered, type ListLocation } from '@/lib/agents/address/address.ts'
import { currentLocation } from '@/lib/agents/address/list-location.ts'
import type { Field } from '@/lib/agents/field.ts'
import { FILTERS, fieldOf } from '@/lib/agents/fields.ts'
import { filterWords } from '@/lib/agents/narrow/filter-words.ts'
import type { Question } from '@/lib/agents/question.ts'
import { withFilter } from '@/lib/agents/view.ts'
import { isRollcallError } from '@/lib/errors.ts'
import { clearFilters, type Filtering } from './filters/filtering.ts'

type Asked = {
  /** The name of the filter in the address. */
  name: string
  words: ReactNode
  widen: ReactNode
  /** The place without this filter. */
  without: (location: ListLocation) => ListLocation
}

type Props = {
  filtering: Filtering
  /** How it has gone to ask Zoom for whom nobody held matches. */
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
  const { region } = location.question
  const asked = listAsked(
    location,
    regions.named.find(({ region_id }) => region_id === region)?.name ?? region,
  )
  return (
    <div className="px-4 pt-12 pb-6 sm:pl-9">
      <h2 className="text-15 font-semibold">No agents found</h2>
      <p className="mt-1 max-w-prose break-words text-text-2">
        No agent matches{' '}
        {asked.map(({ name, words }, index) => (
          <Fragment key={name}>
            {index > 0 && ' · '}
            {words}
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
        <button
          type="button"
          className="button button-ink"
          onClick={() => clearFilters(onChange)}
        >
          Show all agents
        </button>
        {asked.length > 1 &&
          asked.map(({ name, widen, without }) => (
            <button
              key={name}
              type="button"
              className="button h-auto! max-w-full py-1 whitespace-normal!"
              onClick={() => onChange(without(currentLocation()))}
            >
              <span className="[overflow-wrap:anywhere]">{widen}</span>
            </button>
          ))}
      </div>
    </div>
  )
}

function listAsked({ question, view }: ListLocation, region: string): Asked[] {
  const without = (some: Partial<Question>) => (place: ListLocation) => ({
    ...place,
    question: { ...place.question, ...some },
  })
  const asked: Asked[] = []
  const { search, access } = question
  if (search)
    asked.push({
      name: 'search',
      words: <Quoted text={search} />,
      widen: (
        <>
          Remove <Quoted text={search} />
        </>
      ),
      without: without({ search: '' }),
    })
  if (region)
    asked.push({
      name: 'region',
      words: <Asking field={fieldOf('region_name')} values={[region]} />,
      widen: 'All regions',
      without: without({ region: '' }),
    })
  if (access) {
    const field = fieldOf('user_access')
    asked.push({
      name: 'access',
      words: <Asking field={field} values={[field.words(access)]} />,
      widen: 'Any access',
      without: without({ access: '' }),
    })
  }
  for (const [name, field] of FILTERS) {
    const filter = view.filters[name]
    if (filter)
      asked.push({
        name,
        words: <Asking field={field} values={filterWords(field, filter)} />,
        widen: field.kind === 'days' ? `${field.label} at any time` : `Any ${field.label.toLowerCase()}`,
        without: place => ({ ...place, view: withFilter(place.view, name, null) }),
      })
  }
  return asked
}

function Asking({ field, values }: { field: Field; values: readonly string[] }) {
  return (
    <>
      {field.label}{' '}
      <bdi translate={field.isName ? 'no' : undefined} className="font-medium text-text">
        {values.join(' or ')}
      </bdi>
    </>
  )
}

function Quoted({ text }: { text: string }) {
  return <bdi translate="no" className="font-medium text-text">{`“${text}”`}</bdi>
}
