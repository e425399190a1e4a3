import { queryOptions } from '@tanstack/react-query'
import type { SavedViews } from '@/lib/agents/address/saved-views.ts'
import { askServer } from './ask-server.ts'

const VIEWS_KEY = ['views'] as const

/** The person's saved views; read when the menu is wanted, and again each time. */
export function viewsQuery() {
  return queryOptions({
    queryKey: VIEWS_KEY,
    queryFn: ({ signal }) => askServer<SavedViews>('/api/views', { signal }),
    staleTime: 0,
    retry: false,
  })
}

/** Replaces the saved views; throws `conflict` where another tab was quicker. */
export function putViews(views: SavedViews): Promise<SavedViews> {
  return askServer<SavedViews>('/api/views', { method: 'PUT', body: views })
}
