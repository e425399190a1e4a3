import { ServerError } from '../../server-error.ts'
import type { Roster } from '../roster.ts'

/** A roster that nobody looks at is kept so long. */
const KEPT_MS = 300_000

/** The rosters that are held, by the group of persons who might share them. */
export class RosterGroups {
  readonly #groups = new Map<string, Roster[]>()
  readonly #most_bytes: number

  /** `most_bytes`: of all rosters together. */
  constructor(most_bytes: number) {
    this.#most_bytes = most_bytes
  }

  all(): Roster[] {
    return [...this.#groups.values()].flat()
  }

  /** The oldest first. */
  of(group: string): readonly Roster[] {
    return this.#groups.get(group) ?? []
  }

  entries(): Iterable<[group: string, rosters: readonly Roster[]]> {
    return this.#groups.entries()
  }

  add(group: string, roster: Roster): void {
    const rosters = [...this.of(group), roster]
    this.#groups.set(
      group,
      rosters.toSorted((a, b) => (a.held.epoch < b.held.epoch ? -1 : 1)),
    )
  }

  drop(roster: Roster): void {
    roster.drop()
    for (const [group, rosters] of this.#groups) {
      const kept = rosters.filter(other => other !== roster)
      if (kept.length > 0) this.#groups.set(group, kept)
      else this.#groups.delete(group)
    }
  }

  /** Lets go of those that have gone by themselves, and of those that nobody has looked at for long. */
  sweep(): void {
    for (const roster of this.all())
      if (roster.isDropped || Date.now() - roster.usedAt > KEPT_MS) this.drop(roster)
  }

  /**
   * Beyond the bound, rosters that nobody looks at go, the one left longest first. Where that is not enough, those that are
   * whole have room before the others, and older ones before newer ones. Throws if none is left for the roster that is being read, and drops it
   * if it was held whole: its viewers read page by page from then on.
   */
  makeRoom(reading: Roster): void {
    const unwatched = this.all()
      .filter(roster => roster !== reading && !roster.viewers.areThere)
      .sort((a, b) => a.viewers.askedAt - b.viewers.askedAt)
    for (const roster of unwatched) {
      if (bytesOf(this.all()) <= this.#most_bytes) return
      this.drop(roster)
    }
    const before = this.all().filter(roster => roster === reading || hasRoomBefore(roster, reading))
    if (bytesOf(before) <= this.#most_bytes) return
    if (reading.held.complete) this.drop(reading)
    throw new ServerError('unavailable', {
      message: 'Rollcall cannot hold all agents at once at the moment. The list goes on page by page.',
      retry_after: 60,
    })
  }
}

function bytesOf(rosters: readonly Roster[]): number {
  return rosters.reduce((sum, { held }) => sum + held.bytes, 0)
}

function hasRoomBefore({ held: a }: Roster, { held: b }: Roster): boolean {
  return a.complete === b.complete ? a.epoch < b.epoch : a.complete
}
