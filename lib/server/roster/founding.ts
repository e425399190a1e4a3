import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { agentSchema } from '@/lib/agents/schema.ts'
import type { Sharers } from './shared-copy.ts'

/** Founding a roster is a matter of one instance at a time, and of little time. */
const FOUNDING_MS = 5_000
const FOUNDING_POLL_MS = 100

/** Another number for another form of what is kept beside the agents' fields; `founding.test.ts` knows it. */
const FORM = 3

/**
 * What a group is called in the store. Another form of what is kept there is another group: of two releases side by side
 * one would take away from the other's rows what it does not know.
 */
export function nameOf(group: string, agent: z.ZodType = agentSchema): string {
  const fields = JSON.stringify(z.toJSONSchema(agent, { unrepresentable: 'any' }))
  return createHash('sha256').update(`rosters ${FORM} ${fields} ${group}`).digest('base64url')
}

/** One instance at a time founds rosters of a group; one that takes too long is not waited for. */
export async function foundAlone(
  { locks }: Sharers,
  group: string,
  work: () => Promise<void>,
): Promise<void> {
  const name = `roster-founding:${nameOf(group)}`
  const owner = randomUUID()
  while (!(await locks.acquireLock(name, owner, FOUNDING_MS))) await delay(FOUNDING_POLL_MS)
  try {
    await work()
  } finally {
    await locks.releaseLock(name, owner).catch(() => {}) // it runs out by itself
  }
}
