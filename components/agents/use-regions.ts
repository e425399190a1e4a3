import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Field } from '@/lib/agents/field.ts'
import { fieldOf } from '@/lib/agents/fields.ts'
import { listRegions, type NamedRegion, withRegionsApart } from '@/lib/agents/regions.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { regionsQuery } from '@/lib/api/queries.ts'
import { RollcallError } from '@/lib/errors.ts'

export type Regions = {
  named: readonly NamedRegion[]
  /** The field Region. Where two regions have one name, it tells them apart wherever they are drawn. */
  field: Field
  /** Why some may be missing. */
  note: string | undefined
}

/** The regions that there are. `set` is the `region_id` that is chosen. */
export function useRegions(agents: readonly Agent[], set: string): Regions {
  const { data, error } = useQuery(regionsQuery())
  const items = data?.items
  const named = useMemo(() => listRegions(items ?? [], agents, set), [items, agents, set])
  const field = useRegionField(named)
  // What was read before is still offered where it could not be read anew.
  const note = !data && error instanceof RollcallError ? describeError(error) : undefined
  return useMemo(() => ({ named, field, note }), [named, field, note])
}

/** Every reading brings the regions anew, mostly under the names they had. */
function useRegionField(regions: readonly NamedRegion[]): Field {
  const twins = JSON.stringify(regions.filter(({ isTwin }) => isTwin))
  return useMemo(() => withRegionsApart(fieldOf('region_name'), JSON.parse(twins)), [twins])
}

function describeError(error: RollcallError): string {
  const why =
    error.code === 'scope_missing'
      ? `scope ${error.scopes?.join(', ') ?? ''} missing`
      : 'Zoom did not give the list'
  return `Only regions seen in the table (${why})`
}
