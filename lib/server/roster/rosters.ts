import { randomUUID } from 'node:crypto'
import { SAMPLE } from '@/lib/agents/look/column-tracks.ts'
import type { Question } from '@/lib/agents/question.ts'
import type { RosterFacts } from '@/lib/agents/roster-facts.ts'
import type { AgentsPage } from '@/lib/agents/schema.ts'
import type { Order } from '@/lib/agents/view.ts'
import type { Env } from '../platform/env.ts'
import { within } from '../platform/within.ts'
import type { SessionRecord } from '../store/session-store.ts'
import type { ReadZoom } from '../zoom/client.ts'
import type { RosterEvent } from './events.ts'
import { foundAlone } from './founding.ts'
import { accountOf, eventsNameOf, groupOf, nameOf } from './group.ts'
import type { AnswerText } from './held/answer-text.ts'
import { isBehind, toAnswerText, toFirstRowsText } from './held/answers.ts'
import { findMatching, findOrder } from './held/find-agents.ts'
import { createPace } from './pace.ts'
import { Roster } from './roster.ts'
import type { RosterRequest } from './roster-request.ts'
import { leaveEvent, type Sharers } from './shared-copy.ts'
import { RosterGroups } from './sharing/roster-groups.ts'
import { Sharing } from './sharing/sharing.ts'
import type { Viewer } from './viewers.ts'
import { createZoomReads } from './zoom-reads.ts'

/** The first paint has all agents where they are no more than these; else as many as the columns are measured by. */
const MOST_AT_ONCE = 300
/** An answer waits so long for the first page there is, and for a reading that its person asked for. */
const FIRST_PAGE_WITHIN_MS = 2_500
const REFRESH_WITHIN_MS = 5_000
const SWEEP_EVERY_MS = 60_000
/** All rosters together; 10,000 agents take about 10 MB. */
const MOST_BYTES = 200_000_000

export type Rosters = ReturnType<typeof createRosters>

/** All rosters of this process, and who is served from which. */
export function createRosters(
  readZoom: ReadZoom,
  env: Pick<Env, 'ROSTER_SECONDS' | 'SHARE_ROSTER' | 'ZOOM_REQUESTS_PER_SECOND'>,
  sharers: Sharers | null,
  most_bytes = MOST_BYTES,
) {
  const groups = new RosterGroups(most_bytes)
  const takeTurn = (lasts_ms: number) =>
    sharers?.locks.acquireLock('roster-pace', randomUUID(), lasts_ms) ?? Promise.resolve(true)
  const pace = createPace(env.ZOOM_REQUESTS_PER_SECOND, takeTurn)
  const reads = createZoomReads(readZoom)
  const interval_ms = env.ROSTER_SECONDS * 1_000
  const groupFor = (viewer: Viewer) => groupOf(viewer, env.SHARE_ROSTER === 'on')

  const sharing = new Sharing({
    readOwnPage: reads.ownPage,
    candidates: viewer => groups.of(groupFor(viewer)),
    catchUp,
    found,
    countRefusals: async user_id => (await sharers?.store.countRefusals(user_id)) ?? 0,
  })

  function createRoster(group: string, id?: string): Roster {
    const roster: Roster = new Roster({
      interval_ms,
      readPageAs: user_id => async query => {
        await pace()
        sharing.requireProof(user_id, roster)
        const asked_at = Date.now()
        const page = await reads.walkPage(user_id, query, !roster.hasPage)
        sharing.requireProof(user_id, roster) // a new grant may have read it
        return { asked_at, page }
      },
      isGone: async (reader, user_id) => {
        sharing.requireProof(reader, roster)
        return reads.isGone(reader, user_id)
      },
      mayRead: user_id => sharing.mayRead(user_id, roster),
      onWholeWalk: (user_id, started_at) => sharing.onWholeWalk(user_id, roster, started_at),
      onMoved: user_id => sharing.onMoved(user_id, roster),
      makeRoom: () => groups.makeRoom(roster),
      shared: sharers ? { sharers, lists: [nameOf(group), eventsNameOf(accountOf(group))], id } : undefined,
    })
    return roster
  }

  async function found(viewer: Viewer, isNeeded: () => boolean, begin: (roster: Roster) => void) {
    const group = groupFor(viewer)
    sweep()
    if (!sharers) {
      if (!isNeeded()) return
      const roster = createRoster(group)
      groups.add(group, roster)
      begin(roster)
      return
    }
    await foundAlone(sharers, group, async () => {
      await catchUp(viewer)
      if (!isNeeded()) return
      const roster = createRoster(group)
      await roster.publish()
      groups.add(group, roster)
      begin(roster)
    })
  }

  /** Takes in rosters that other instances have founded, and lets go of those that have run out. */
  async function catchUp(viewer: Viewer): Promise<void> {
    if (!sharers) return
    const group = groupFor(viewer)
    const ids = await sharers.store.listRosters(nameOf(group))
    // A roster that has gone another way here than at the others is dropped, and taken in anew.
    for (const roster of groups.of(group)) if (roster.isDropped) groups.drop(roster)
    const known = new Set(groups.of(group).map(({ held }) => held.epoch))
    for (const id of ids) if (!known.has(id)) groups.add(group, createRoster(group, id))
    await Promise.all(groups.of(group).map(roster => roster.sync()))
    for (const roster of groups.of(group)) if (roster.isDropped) groups.drop(roster)
  }

  /** Drops what nobody has looked at for long. */
  function sweep(): void {
    groups.sweep()
    sharing.tidy()
  }
  const sweeping = setInterval(sweep, SWEEP_EVERY_MS).unref()

  return {
    /** All that are held, whoever may see them. */
    all: () => groups.all(),

    /** A RosterAnswer. Throws RollcallError: what Zoom refuses this person, or why nothing is held. */
    async answer(session: SessionRecord, { since, every_s, refresh }: RosterRequest): Promise<AnswerText> {
      const viewer = toViewer(session)
      const every_ms = every_s === 0 ? 0 : Math.max(every_s ?? 0, env.ROSTER_SECONDS) * 1_000
      let roster = await sharing.seat(viewer)
      roster.look(viewer.user_id, every_ms, since === null)
      if (refresh) await within(REFRESH_WITHIN_MS, roster.refresh())
      else await within(FIRST_PAGE_WITHIN_MS, roster.firstPage())
      // Zoom may have refused this person meanwhile, and nobody may be looking where they belong now.
      const before = roster
      roster = await sharing.seat(viewer)
      if (roster !== before) roster.look(viewer.user_id, every_ms, since === null)
      // Another instance may have told this version only just now: to an older state it means nothing, and all would be told anew.
      if (since !== null && isBehind(roster.held, since)) await roster.sync(true)
      const { held, trouble } = roster
      if (!roster.hasPage && trouble) throw trouble
      return toAnswerText(held, since, {
        next_in: roster.nextIn(every_ms),
        trouble: trouble?.toBody().error,
      })
    },

    /**
     * The first rows of an order for the first paint as the JSON of a RosterAnswer, without any call to Zoom; null where
     * there is no fresh roster, or where this person has not shown yet that they see the same.
     */
    async firstRows(session: SessionRecord, sort: readonly Order[], locale: string): Promise<string | null> {
      const viewer = toViewer(session)
      const roster = await sharing.seatAtOnce(viewer)
      if (!roster?.isFresh) return null
      const { held } = roster
      const ids = await findOrder(held, sort, { locale })
      // Zoom may have refused this person meanwhile.
      if (sort.length > 0 && (await sharing.seatAtOnce(viewer)) !== roster) return null
      return toFirstRowsText(held, ids.slice(0, held.size > MOST_AT_ONCE ? SAMPLE : MOST_AT_ONCE))
    },

    /**
     * The same where something is asked for: everybody whom it finds, as a page of Zoom's; null also where these are too
     * many for one page, or where a search finds nobody, whom Zoom may know by something else.
     */
    async firstMatches(session: SessionRecord, question: Question): Promise<AgentsPage | null> {
      const viewer = toViewer(session)
      const roster = await sharing.seatAtOnce(viewer)
      if (!roster?.isFresh) return null
      const page = await findMatching(roster.held, question, MOST_AT_ONCE)
      const isNobody = page?.users.length === 0 && question.search !== ''
      // Zoom may have refused this person meanwhile.
      return isNobody || (await sharing.seatAtOnce(viewer)) !== roster ? null : page
    },

    /** How it stands with this person's roster, without any call to Zoom; null where firstRows would find none. */
    async facts(session: SessionRecord): Promise<RosterFacts | null> {
      const viewer = toViewer(session)
      const roster = await sharing.seatAtOnce(viewer)
      const others = roster?.viewers
        .people()
        .filter(user_id => user_id !== viewer.user_id && sharing.mayRead(user_id, roster))
      return roster && rosterFacts(roster, others?.length ?? 0, groups.of(groupFor(viewer)))
    },

    /** Ends all reading; nothing is held any more. */
    stop(): void {
      clearInterval(sweeping)
      for (const roster of groups.all()) groups.drop(roster)
    },

    /** Zoom has refused a call of this person, or they have a new grant: they have to show anew what they see. */
    forget(user_id: string): void {
      sharing.forget(user_id)
      sharers?.store.addRefusal(user_id).catch(() => {}) // the store is away: nobody is served elsewhere either
    },

    /** Takes what Zoom told by itself into all rosters of its account, also those that only other instances hold. */
    async tell({ account_id, change }: RosterEvent): Promise<void> {
      const here = [...groups.entries()].flatMap(([group, rosters]) =>
        accountOf(group) === account_id ? rosters : [],
      )
      const ways = here.map(roster => () => roster.tell(change))
      if (sharers) {
        const known = new Set(here.map(({ held }) => held.epoch))
        for (const id of await sharers.store.listRosters(eventsNameOf(account_id)))
          if (!known.has(id)) ways.push(() => leaveEvent(sharers, id, change))
      }
      const told = await Promise.allSettled(ways.map(tell => tell()))
      // Zoom tells it again, and those who have it already take no harm.
      const failed = told.find(outcome => outcome.status === 'rejected')
      if (failed) throw failed.reason
    },
  }
}

function toViewer({ user_id, account_id, created_at }: SessionRecord): Viewer {
  return { user_id, account_id, signed_in_at: created_at }
}

/**
 * How it stands with a roster for one of those who are served from it. `others`: who else looks at it now.
 * `siblings`: all rosters from which persons of the account are served.
 */
function rosterFacts(roster: Roster, others: number, siblings: readonly Roster[]): RosterFacts {
  const { held, rhythm, trouble } = roster
  const { readAt, total } = held.pages
  return {
    held: held.size,
    total,
    complete: held.complete,
    read_at: readAt && new Date(readAt.oldest).toISOString(),
    every_s: Number.isFinite(rhythm.everyMs) ? rhythm.everyMs / 1_000 : null,
    is_relaxed: rhythm.isRelaxed,
    others,
    is_apart: siblings.some(other => other !== roster && other.viewers.areThere),
    trouble: trouble?.message ?? null,
  }
}
