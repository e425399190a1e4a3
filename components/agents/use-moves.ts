import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useMemo } from 'react'
import { type ListLocation, LONGEST_ADDRESS, writeQuery } from '@/lib/agents/address/address.ts'
import { currentLocation, type MoveOptions, moveTo } from '@/lib/agents/address/list-location.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { agentsQuery } from '@/lib/api/queries.ts'
import { focusRow } from './use-scroll-restoration.ts'

/** What a person does that changes the address: narrows the list, or opens, changes or closes a profile. */
export function useMoves(scroller: RefObject<HTMLElement | null>, isRoster: boolean) {
  const client = useQueryClient()
  return useMemo(() => {
    const change = (some: Partial<ListLocation>, options?: MoveOptions) => {
      const next = { ...currentLocation(), ...some }
      if (writeQuery(next).length > LONGEST_ADDRESS)
        return void import('./too-long.tsx').then(({ sayTooLong }) => sayTooLong())
      if (!isRoster) void client.prefetchInfiniteQuery(agentsQuery(next.question)) // asked before the page shows that it asks
      moveTo(some, options)
    }
    return {
      change,
      open: (agent: Agent) => moveTo({ user_id: agent.user_id }),
      /** From one profile to another, which Back leaves all at once. */
      step: (agent: Agent) => moveTo({ user_id: agent.user_id }, { replace: true }),
      close: () => {
        const was = currentLocation().user_id
        moveTo({ user_id: null })
        focusRow(scroller.current, was ?? null)
      },
    }
  }, [client, scroller, isRoster])
}
