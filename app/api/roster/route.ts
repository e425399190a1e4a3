import { getContext } from '@/lib/server/context.ts'
import { guardedRoute } from '@/lib/server/http/route.ts'
import { sharedAnswer } from '@/lib/server/http/shared-answer.ts'
import { readRosterRequest } from '@/lib/server/roster/roster-request.ts'

/** All agents, or what has changed since an answer before. Asked every few seconds by nobody's doing. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = guardedRoute(
  '/api/roster',
  {
    async GET({ request, session }) {
      const wanted = readRosterRequest(new URL(request.url).searchParams)
      const answer = await getContext().rosters.answer(session, wanted)
      return sharedAnswer(request, answer)
    },
  },
  { background: true, level: 'debug' },
)
