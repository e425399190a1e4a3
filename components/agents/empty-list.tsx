import { isFiltered, type ListLocation, withoutFilters } from '@/lib/agents/address.ts'
import { fieldOf } from '@/lib/agents/fields.ts'
import type { Question } from '@/lib/agents/question.ts'

type EmptyProps = { location: ListLocation; onChange: (location: ListLocation) => void }

/** Nobody to show: what was asked for, and the ways to ask for more. */
export function EmptyList({ location, onChange }: EmptyProps) {
  if (!isFiltered(location)) {
    return (
      <div className="min-h-0 flex-1 px-4 pt-12">
        <h2 className="text-15 font-semibold">Zoom lists no agents for this account</h2>
        <p className="mt-1 max-w-prose text-text-2">
          Agents appear here once they are added in Zoom's Contact Center administration. If there should be
          some, check that you signed in to the right account.
        </p>
      </div>
    )
  }
  const { search, region, access } = location.question
  const ask = (some: Partial<Question>) => ({ ...location, question: { ...location.question, ...some } })
  const widen: [label: string, location: ListLocation][] = []
  if (search) widen.push([`Without “${search}”`, ask({ search: '' })])
  if (region) widen.push(['In all regions', ask({ region: '' })])
  if (access) widen.push(['With any access', ask({ access: '' })])
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-12 pb-6">
      <h2 className="text-15 font-semibold">Nobody found</h2>
      <p className="mt-1 max-w-prose break-words text-text-2">
        Zoom found no agent
        {search && (
          <>
            {' '}
            whose name or email matches <bdi className="font-medium text-text">“{search}”</bdi>
          </>
        )}
        {region && (
          <>
            {' '}
            in the region <bdi className="font-medium text-text">{region}</bdi>
          </>
        )}
        {access && (
          <>
            {' '}
            with access <b className="font-medium text-text">{fieldOf('user_access').words(access)}</b>
          </>
        )}
        .
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <button
          type="button"
          className="button button-ink"
          onClick={() => onChange(withoutFilters(location))}
        >
          Show all agents
        </button>
        {widen.length > 1 &&
          widen.map(([label, wider]) => (
            <button key={label} type="button" className="button max-w-full" onClick={() => onChange(wider)}>
              <span className="truncate">{label}</span>
            </button>
          ))}
      </div>
    </div>
  )
}
