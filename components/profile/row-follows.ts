import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { AgentsData } from '@/lib/agents/agent-list.ts'
import type { AgentFields } from '@/lib/agents/field.ts'
import { patchRoster } from '@/lib/agents/patch-roster.ts'
import type { Question } from '@/lib/agents/question.ts'
import { markRead, ownReadAt } from '@/lib/agents/read-at.ts'
import type { Roster } from '@/lib/agents/roster.ts'
import type { Agent, ProfileAnswer } from '@/lib/agents/schema.ts'
import { agentsQuery } from '@/lib/api/queries.ts'
import { ROSTER_KEY } from '@/lib/api/roster.ts'

/**
 * When the list has read this row: a status that a reading saw to have changed is as new as that reading, however old other
 * parts of the list are.
 */
export function readAtOfRow(row: AgentFields, listReadAt: string | undefined): string | undefined {
  const at = ownReadAt(row) ?? listReadAt
  const seen_at = row.status_since?.at
  return seen_at !== undefined && seen_at > (at ?? '') ? seen_at : at
}

const FOLLOWS = ['status_id', 'status_name', 'sub_status_id', 'sub_status_name', 'user_access'] as const

/** The row takes over a status that is newer than the list, so that list and profile do not contradict each other. */
export function useRowFollows(
  question: Question,
  newer: ProfileAnswer | undefined,
  row: Agent | undefined,
): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!newer || !row || FOLLOWS.every(field => newer[field] === row[field])) return
    const followed = { ...row, ...Object.fromEntries(FOLLOWS.map(field => [field, newer[field]])) }
    const { fetched_at } = newer.meta
    markRead([followed], fetched_at)
    client.setQueryData<Roster>(ROSTER_KEY, roster => roster && patchRoster(roster, followed, fetched_at))
    client.setQueryData<AgentsData>(agentsQuery(question).queryKey, data => {
      if (!data) return data
      const pages = data.pages.map(page =>
        page.users.includes(row)
          ? { ...page, users: page.users.map(user => (user === row ? followed : user)) }
          : page,
      )
      return { ...data, pages }
    })
  }, [client, question, newer, row])
}
