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

/** Puts what the server read (a FirstRead as JSON) into the cache, once, before anything asks for it. Newer data is left alone. */
export function useHydratedRead(question: Question, firstRead: string | null): void {
  const client = useQueryClient()
  useState(() => {
    const options = agentsQuery(question)
    if (!firstRead || client.getQueryState(options.queryKey)?.data) return
    const read = JSON.parse(firstRead) as FirstRead
    if ('roster' in read) {
      if (!client.getQueryData(ROSTER_KEY)) client.setQueryData(ROSTER_KEY, applyAnswer(null, read.roster))
      return
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
}
