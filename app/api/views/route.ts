import { getContext } from '@/lib/server/context.ts'
import { readJson } from '@/lib/server/http/read-json.ts'
import { guardedRoute } from '@/lib/server/http/route.ts'
import { readSavedViews } from '@/lib/server/views/saved-views.ts'

/** A person's saved views: all at once, and replaced all at once. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = guardedRoute('/api/views', {
  GET: async ({ session }) => Response.json(await getContext().savedViews.get(session.user_id)),
  PUT: async ({ session, request }) => {
    const views = readSavedViews(await readJson(request))
    return Response.json(await getContext().savedViews.put(session.user_id, views))
  },
})
