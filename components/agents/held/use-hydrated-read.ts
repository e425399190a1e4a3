import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AgentsData } from '@/lib/agents/agent-list.ts'
import type { Question } from '@/lib/agents/question.ts'
import { markRead } from '@/lib/agents/read-at.ts'
import { applyAnswer } from '@/lib/agents/roster.ts'
import type { FirstRead } from '@/lib/api/first-read.ts'
import { agentsQuery } from '@/lib/api/queries.ts'
import { ROSTER_KEY } from '@/lib/api/roster.ts'
import { errorFromBody } from '@/lib/errors.ts'

/**
 * Puts what the server read (a FirstRead as JSON) into the cache, once, before anything asks for it. Newer data is left alone.
 * Returns in which order those agents are, where it is not Zoom's.
 */
export function useHydratedRead(question: Question, firstRead: string | null): string | undefined {
  const client = useQueryClient()
  const [sort] = useState(() => {
    const options = agentsQuery(question)
    if (!firstRead || client.getQueryState(options.queryKey)?.data) return
    const read = JSON.parse(firstRead) as FirstRead
    if ('roster' in read) {
      if (client.getQueryData(ROSTER_KEY)) return
      client.setQueryData(ROSTER_KEY, applyAnswer(null, read.roster))
      return read.sort
    }
    if ('page' in read) {
      markRead(read.page.users, read.page.meta.fetched_at)
      const data: AgentsData = { pages: [read.page], pageParams: [null] }
      client.setQueryData(options.queryKey, data, { updatedAt: Date.parse(read.page.meta.fetched_at) })
      return
    }
    client
      .getQueryCache()
      .build(client, client.defaultQueryOptions(options) as never)
      .setState({ status: 'error', fetchStatus: 'idle', error: errorFromBody(read.error) })
  })
  return sort
}
