import { setImmediate as nextTask } from 'node:timers/promises'
import { type Question, questionTests } from '@/lib/agents/question.ts'
import type { Agent, AgentsPage } from '@/lib/agents/schema.ts'
import type { Held } from './held.ts'
import { toItemText } from './row.ts'

/** So many rows are read out of their texts in one task: others wait meanwhile. */
const SLICE = 250

/**
 * Whom a question finds among all agents that are held, in Zoom's order, as the page that Zoom would give; null where
 * they are more than `most`, since this page can have no next one.
 */
export async function findMatching(held: Held, question: Question, most: number): Promise<AgentsPage | null> {
  const tests = questionTests(question)
  const fetched_at = new Date(held.pages.readAt?.oldest ?? 0).toISOString()
  const { order } = held
  const users: Agent[] = []
  for (let at = 0; at < order.length; at += SLICE) {
    for (const user_id of order.slice(at, at + SLICE)) {
      const row = held.row(user_id)
      if (!row) continue
      const agent = JSON.parse(toItemText(row)) as Agent
      if (tests.every(([, passes]) => passes(agent))) users.push(agent)
    }
    if (users.length > most) return null
    await nextTask()
  }
  return { next_page_token: '', total_records: users.length, users, meta: { fetched_at, skipped: 0 } }
}
