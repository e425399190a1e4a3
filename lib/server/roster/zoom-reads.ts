import { PAGE_SIZE } from '@/lib/agents/question.ts'
import type { AgentsPage } from '@/lib/agents/schema.ts'
import { isRollcallError } from '@/lib/errors.ts'
import type { Caller, ReadZoom } from '../zoom/client.ts'
import { callZoom, getUser, listUsers } from '../zoom/endpoints.ts'
import type { OwnQuery } from './sharing/own-sight.ts'

/** Retries of one call included. */
const WALK_PATIENCE_MS = 8_000
const CHECK_PATIENCE_MS = 4_000

/** What rosters ask Zoom, each time with the grant of one person. */
export function createZoomReads(readZoom: ReadZoom) {
  const callerOf = (user_id: string, isWaitedFor: boolean, patience_ms: number): Caller => ({
    user_id,
    priority: isWaitedFor ? 'waited_for' : 'background',
    patience_ms,
    signal: new AbortController().signal,
  })

  function readPage(query: OwnQuery, caller: Caller): Promise<AgentsPage> {
    return callZoom(readZoom, listUsers, { query: { ...query, page_size: String(PAGE_SIZE) }, caller })
  }

  return {
    /** A page of a walk. Nobody waits for it, except for the very first one, with which everybody who comes is compared. */
    walkPage: (user_id: string, query: OwnQuery, isWaitedFor: boolean) =>
      readPage(query, callerOf(user_id, isWaitedFor, WALK_PATIENCE_MS)),

    /** A page that shows what this person sees; `isWaitedFor` by that person. */
    ownPage: (user_id: string, query: OwnQuery, isWaitedFor: boolean) =>
      readPage(query, callerOf(user_id, isWaitedFor, CHECK_PATIENCE_MS)),

    /** Whether Zoom knows an agent no more, asked with the grant of `reader`. Throws RollcallError where it does not say. */
    async isGone(reader: string, user_id: string): Promise<boolean> {
      const caller = callerOf(reader, false, WALK_PATIENCE_MS)
      try {
        await callZoom(readZoom, getUser, { query: {}, userId: user_id, caller })
        return false
      } catch (error) {
        if (isRollcallError(error) && error.code === 'not_found') return true
        throw error
      }
    },
  }
}
