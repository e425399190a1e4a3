import type { Agent } from '@/lib/agents/schema.ts'
import { metrics } from '../../../lib/server/platform/metrics.ts'
import type { Roster } from '../../../lib/server/roster/roster.ts'
import type { OwnQuery } from '../../../lib/server/roster/sharing/own-sight.ts'
import { Sharing } from '../../../lib/server/roster/sharing/sharing.ts'
import { agentsOf, listRoster, pageOf, START } from './roster-without-zoom.ts'
import { INTERVAL } from './times.ts'

export const viewerOf = (user_id: string) => ({ user_id, account_id: 'account', signed_in_at: START })

/** Persons, whom each of them sees of so many agents, and who is served from which roster, without any Zoom. */
export function serveFrom(count: number) {
  const everybody = agentsOf(count)
  const sights: Record<string, Agent[]> = {}
  const refusals: Record<string, number> = {}
  const rosters: Roster[] = []
  const own: { user_id: string; query: OwnQuery; isWaitedFor: boolean }[] = []
  const zoom = {
    /** What happens before an answer to a check. */
    answer: async (): Promise<void> => {},
    /** What happens before a roster is founded. */
    founding: async (): Promise<void> => {},
  }
  const read = (user_id: string, query: OwnQuery) => pageOf(sights[user_id] ?? everybody, query)

  const sharing: Sharing = new Sharing({
    readOwnPage: async (user_id, query, isWaitedFor) => {
      own.push({ user_id, query, isWaitedFor })
      await zoom.answer()
      return read(user_id, query)
    },
    candidates: () => rosters,
    catchUp: async () => {},
    found: async (_viewer, isNeeded, begin) => {
      await zoom.founding()
      if (isNeeded()) begin(add())
    },
    countRefusals: async user_id => refusals[user_id] ?? 0,
  })

  /** Another roster, the last. */
  function add(): Roster {
    const listed: ReturnType<typeof listRoster> = listRoster(0, {
      readPageAs: user_id => async query => ({ asked_at: Date.now(), page: read(user_id, query) }),
      mayRead: user_id => sharing.mayRead(user_id, listed.roster),
      onWholeWalk: (user_id, at) => sharing.onWholeWalk(user_id, listed.roster, at),
      onMoved: user_id => sharing.onMoved(user_id, listed.roster),
    })
    rosters.push(listed.roster)
    return listed.roster
  }

  /** Serves a person who goes on looking, from a roster that is whole. */
  async function seat(user_id: string): Promise<Roster> {
    const roster = await sharing.seat(viewerOf(user_id))
    roster.look(user_id, INTERVAL, false)
    await roster.refresh()
    return roster
  }

  const askedBy = (person: string) =>
    own
      .filter(({ user_id }) => user_id === person)
      .map(({ query, isWaitedFor }) => ({ ...query, isWaitedFor }))

  return { sharing, everybody, sights, refusals, rosters, zoom, add, seat, askedBy }
}

/** How many checks have come to what. */
export async function countChecks(): Promise<Record<string, number>> {
  const { values = [] } =
    (await metrics().registry.getSingleMetric('rollcall_sight_checks_total')?.get()) ?? {}
  return Object.fromEntries(values.map(({ labels, value }) => [labels.outcome, value]))
}
