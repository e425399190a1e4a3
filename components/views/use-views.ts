import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { SavedViews } from '@/lib/agents/address/saved-views.ts'
import { putViews, viewsQuery } from '@/lib/api/views.ts'
import { isRollcallError } from '@/lib/errors.ts'

const MOST_TRIES = 3

export type EditViews = (change: (views: SavedViews) => SavedViews) => Promise<void>

/** A person's saved views, and a way to change them that never overwrites what another tab has saved meanwhile. */
export function useViews(): { saved: SavedViews | undefined; edit: EditViews } {
  const client = useQueryClient()
  const { data: saved } = useQuery(viewsQuery())
  const edit: EditViews = useCallback(
    async change => {
      for (let tries = 1; ; tries++) {
        const latest = await client.fetchQuery(viewsQuery())
        try {
          client.setQueryData(viewsQuery().queryKey, await putViews(change(latest)))
          return
        } catch (error) {
          // Another tab was quicker: the same change, made to what it has saved.
          if (!isRollcallError(error) || error.code !== 'conflict' || tries === MOST_TRIES) throw error
        }
      }
    },
    [client],
  )
  return { saved, edit }
}
