import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import type { AgentFields } from '@/lib/agents/field.ts'
import type { ReadAtOf } from '@/lib/agents/files/file-columns.ts'
import type { Agent, Queue, Skill } from '@/lib/agents/schema.ts'
import { profileQuery, queuesQuery, skillsQuery } from '@/lib/api/profile-queries.ts'
import type { WholeList } from '@/lib/api/queries.ts'
import { RollcallError } from '@/lib/errors.ts'

/** A list of an agent's that Zoom answers by itself: null while it is not there, with the reason where it failed. */
export type Assigned<Item> = {
  list: WholeList<Item> | null
  error: RollcallError | null
  retry: () => void
}

/** One agent of a comparison. `agent` is undefined while it is read, and where it could not be. */
export type Compared = {
  user_id: string
  agent: AgentFields | undefined
  /** Read by itself, which tells other things than the list does (zoom.md 2.2). */
  isAlone: boolean
  /** ISO time. */
  readAt: string | undefined
  /** Zoom knows nobody under this id. */
  isUnknown: boolean
  error: RollcallError | null
  retry: () => void
  queues: Assigned<Queue>
  skills: Assigned<Skill>
}

/** Those that the page holds as it holds them, the others as Zoom tells them now; of all of them their queues and skills. */
export function useCompared(ids: readonly string[], known: readonly Agent[], readAtOf: ReadAtOf): Compared[] {
  const held = ids.map(id => known.find(({ user_id }) => user_id === id))
  const profiles = useQueries({
    queries: ids.map((id, place) => ({ ...profileQuery(id), enabled: held[place] === undefined })),
  })
  const queues = useQueries({ queries: ids.map(queuesQuery) })
  const skills = useQueries({ queries: ids.map(skillsQuery) })
  return ids.map((user_id, place) => {
    const own = held[place]
    const profile = profiles[place]
    const error = own ? null : readError(profile)
    const isUnknown = error?.code === 'not_found' || error?.code === 'bad_request'
    // What was read before is of somebody who is gone.
    const alone = isUnknown ? undefined : profile?.data
    return {
      user_id,
      agent: own ?? alone,
      isAlone: !own,
      readAt: own ? readAtOf(own) : alone?.meta.fetched_at,
      isUnknown,
      error,
      retry: () => void profile?.refetch(),
      queues: toAssigned(queues[place]),
      skills: toAssigned(skills[place]),
    }
  })
}

function toAssigned<Item>(query: UseQueryResult<WholeList<Item>> | undefined): Assigned<Item> {
  return { list: query?.data ?? null, error: readError(query), retry: () => void query?.refetch() }
}

function readError(query: UseQueryResult | undefined): RollcallError | null {
  // While it is tried again it has not failed.
  return query?.error instanceof RollcallError && !query.isFetching ? query.error : null
}
