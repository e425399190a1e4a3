import { createHash } from 'node:crypto'
import { z } from 'zod'
import { agentSchema } from '@/lib/agents/schema.ts'
import type { Viewer } from './viewers.ts'

/** Another number for another form of what is kept beside the agents' fields; `group.test.ts` knows it. */
const FORM = 4

/** Persons of one account, or one person alone where nothing may be shared or nobody knows the account. */
export function groupOf({ user_id, account_id }: Viewer, mayShare: boolean): string {
  return JSON.stringify(mayShare && account_id !== '' ? [account_id] : [account_id, user_id])
}

/** The `account_id` of a group's persons. */
export function accountOf(group: string): string {
  return JSON.parse(group)[0]
}

/**
 * What a group is called in the store. Each form of what is kept there has groups of its own: of two releases that run
 * side by side the older one would drop from the rows what only the newer one knows.
 */
export function nameOf(group: string, agent: z.ZodType = agentSchema): string {
  const fields = JSON.stringify(z.toJSONSchema(agent, { unrepresentable: 'any' }))
  return createHash('sha256').update(`rosters ${FORM} ${fields} ${group}`).digest('base64url')
}

/** By this the store lists all rosters of an account, whoever is served from them. */
export function eventsNameOf(account_id: string): string {
  return nameOf(JSON.stringify({ account_id }))
}
