import { queryOptions } from '@tanstack/react-query'
import type { ProfileAnswer, Queue, Skill } from '@/lib/agents/schema.ts'
import { fetchZoom } from './fetch-zoom.ts'
import { readOnce, readWhole } from './queries.ts'

export function profileQuery(user_id: string) {
  return queryOptions({
    queryKey: ['profile', user_id],
    queryFn: ({ signal }) => fetchZoom<ProfileAnswer>(`users/${encodeURIComponent(user_id)}`, {}, { signal }),
    ...readOnce,
    // Opening a profile always asks anew; what was known stays on screen meanwhile.
    staleTime: 0,
  })
}

/** All assignments: without user_assignment_type Zoom gives those as agent only (zoom.md 2.2). */
export function queuesQuery(user_id: string) {
  return queryOptions({
    queryKey: ['queues', user_id],
    queryFn: ({ signal }) =>
      readWhole<'queues', Queue>(
        'queues',
        `users/${encodeURIComponent(user_id)}/queues`,
        { user_assignment_type: 'any' },
        { signal },
      ),
    ...readOnce,
    staleTime: 0,
  })
}

export function skillsQuery(user_id: string) {
  return queryOptions({
    queryKey: ['skills', user_id],
    queryFn: ({ signal }) =>
      readWhole<'skills', Skill>('skills', `users/${encodeURIComponent(user_id)}/skills`, {}, { signal }),
    ...readOnce,
    staleTime: 0,
  })
}
