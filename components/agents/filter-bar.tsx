'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { Tools } from '@/components/ui/tools.tsx'
import { type ListLocation, withoutFilters } from '@/lib/agents/address.ts'
import { currentLocation } from '@/lib/agents/list-location.ts'
import type { Question } from '@/lib/agents/question.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { regionsQuery } from '@/lib/api/queries.ts'
import { RollcallError } from '@/lib/errors.ts'
import { SearchBox } from './search-box.tsx'
import { SelectFilter } from './select-filter.tsx'

type Props = {
  question: Question
  /** The agents held: they name regions that Zoom's own list may lack, or that may not be read. */
  agents: readonly Agent[]
  isFiltered: boolean
  onAsk: (some: Partial<Question>, options?: { replace: boolean }) => void
  onChange: (location: Partial<ListLocation>) => void
  /** What can be done with the list as it is narrowed; at the right end. */
  children: ReactNode
}

/** Zoom's own filters. Each change is in the URL and asks Zoom. */
export function FilterBar({ question, agents, isFiltered, onAsk, onChange, children }: Props) {
  const regions = useQuery(regionsQuery())
  const named = regions.data?.items
  const options = useMemo(
    () => regionOptions(named ?? [], agents, question.region),
    [named, agents, question.region],
  )
  const note = regions.error instanceof RollcallError ? regionsNote(regions.error) : undefined
  return (
    <search className="flex min-h-11 flex-wrap items-center gap-2 px-4 py-2 max-sm:gap-y-2 max-sm:py-2">
      <SearchBox search={question.search} onSearch={(search, options) => onAsk({ search }, options)} />
      <SelectFilter
        label="Region"
        value={question.region}
        options={options}
        note={note}
        onChange={region => onAsk({ region })}
      />
      <SelectFilter
        label="Access"
        value={question.access}
        options={[
          ['', 'All'],
          ['active', 'Active'],
          ['inactive', 'Inactive'],
        ]}
        onChange={access => onAsk({ access: access as Question['access'] })}
      />
      {isFiltered && (
        <button
          type="button"
          className="button button-ghost"
          onClick={() => onChange(withoutFilters(currentLocation()))}
        >
          Clear filters
        </button>
      )}
      <span className="flex-1" />
      <Tools>{children}</Tools>
    </search>
  )
}

type NamedRegion = { region_id?: string; region_name?: string }

/** Zoom's regions by name, then those only the agents name (deleted, or the list may not be read), then the one that is set. */
function regionOptions(
  regions: readonly NamedRegion[],
  agents: readonly Agent[],
  set: string,
): [value: string, label: string][] {
  const names = new Map<string, string>()
  for (const { region_id, region_name } of [...regions, ...agents]) {
    if (region_id && !names.has(region_id)) names.set(region_id, region_name ?? region_id)
  }
  if (set && !names.has(set)) names.set(set, set)
  const sorted = [...names].sort(([, a], [, b]) => a.localeCompare(b, 'en'))
  return [['', 'All'], ...sorted]
}

function regionsNote(error: RollcallError): string {
  const why =
    error.code === 'scope_missing'
      ? `scope ${error.scopes?.join(', ') ?? ''} missing`
      : 'Zoom did not give the list'
  return `Only regions seen in the table (${why})`
}
