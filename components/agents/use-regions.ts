import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listRegions, type NamedRegion } from '@/lib/agents/regions.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { regionsQuery } from '@/lib/api/queries.ts'
import { RollcallError } from '@/lib/errors.ts'

export type Regions = {
  named: readonly NamedRegion[]
  /** Why some may be missing. */
  note: string | undefined
}

/** The regions that there are. `set` is the `region_id` that is chosen. */
export function useRegions(agents: readonly Agent[], set: string): Regions {
  const { data, error } = useQuery(regionsQuery())
  const items = data?.items
  return useMemo(
    () => ({
      named: listRegions(items ?? [], agents, set),
      note: error instanceof RollcallError ? describeError(error) : undefined,
    }),
    [items, agents, set, error],
  )
}

function describeError(error: RollcallError): string {
  const why =
    error.code === 'scope_missing'
      ? `scope ${error.scopes?.join(', ') ?? ''} missing`
      : 'Zoom did not give the list'
  return `Only regions seen in the table (${why})`
}
