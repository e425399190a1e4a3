import { setImmediate as nextTask } from 'node:timers/promises'
import { orderAgents, type Reader } from '@/lib/agents/narrow/order.ts'
import { type Question, questionTests } from '@/lib/agents/question.ts'
import type { Agent, AgentsPage } from '@/lib/agents/schema.ts'
import type { Order } from '@/lib/agents/view.ts'
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
  const users: Agent[] = []
  for await (const agents of readSlices(held)) {
    users.push(...agents.filter(agent => tests.every(([, passes]) => passes(agent))))
    if (users.length > most) return null
  }
  return { next_page_token: '', total_records: users.length, users, meta: { fetched_at, skipped: 0 } }
}

/** The ids of all agents that are held, in an order of fields; without one in Zoom's. */
export async function findOrder(
  held: Held,
  sort: readonly Order[],
  reader: Reader,
): Promise<readonly string[]> {
  if (sort.length === 0) return held.order
  const all: Agent[] = []
  for await (const agents of readSlices(held)) all.push(...agents)
  return orderAgents(all, sort, reader).map(({ user_id }) => user_id)
}

/** All agents that are held, in Zoom's order. */
async function* readSlices(held: Held): AsyncGenerator<Agent[]> {
  const { order } = held
  for (let at = 0; at < order.length; at += SLICE) {
    yield order.slice(at, at + SLICE).flatMap(user_id => {
      const row = held.row(user_id)
      return row ? (JSON.parse(toItemText(row)) as Agent) : []
    })
    await nextTask()
  }
}
