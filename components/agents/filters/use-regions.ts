import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listRegions, type NamedRegion } from '@/lib/agents/regions.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { regionsQuery } from '@/lib/api/queries.ts'
import { RollcallError } from '@/lib/errors.ts'

/** The regions to choose from, and why some may be missing. `set` is the `region_id` that is chosen. */
export function useRegions(
  agents: readonly Agent[],
  set: string,
): { regions: NamedRegion[]; note: string | undefined } {
  const { data, error } = useQuery(regionsQuery())
  const items = data?.items
  const regions = useMemo(() => listRegions(items ?? [], agents, set), [items, agents, set])
  return { regions, note: error instanceof RollcallError ? describeError(error) : undefined }
}

function describeError(error: RollcallError): string {
  const why =
    error.code === 'scope_missing'
      ? `scope ${error.scopes?.join(', ') ?? ''} missing`
      : 'Zoom did not give the list'
  return `Only regions seen in the table (${why})`
}
