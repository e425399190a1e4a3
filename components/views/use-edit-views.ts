import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { SavedViews } from '@/lib/agents/address/saved-views.ts'
import { putViews, viewsQuery } from '@/lib/api/views.ts'
import { isRollcallError } from '@/lib/errors.ts'

const MOST_TRIES = 3

/** A change that throws changes nothing. */
export type EditViews = (change: (saved: SavedViews) => SavedViews) => Promise<void>

/** What is changed quickly is changed one after the other. */
let turn: Promise<unknown> = Promise.resolve()

/** A way to change the person's saved views that never overwrites what another tab has saved meanwhile. */
export function useEditViews(): EditViews {
  const client = useQueryClient()
  return useCallback(
    change => {
      const done = turn.then(() => save(client, change))
      turn = done.catch(() => {})
      return done
    },
    [client],
  )
}

async function save(client: QueryClient, change: Parameters<EditViews>[0]): Promise<void> {
  for (let tries = 1; ; tries++) {
    const latest = await client.fetchQuery(viewsQuery())
    try {
      const saved = await putViews(change(latest))
      // A read begun before may bring what was there before.
      await client.cancelQueries(viewsQuery())
      client.setQueryData(viewsQuery().queryKey, saved)
      return
    } catch (error) {
      // Another tab was quicker: the same change, made to what it has saved.
      if (!isRollcallError(error) || error.code !== 'conflict' || tries === MOST_TRIES) throw error
    }
  }
}
