import { RollcallError } from '@/lib/errors.ts'
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

  /** Beyond the bound the rosters go at which nobody looks, the one longest left first. Throws if that is not enough. */
  makeRoom(reading: Roster): void {
    let bytes = this.all().reduce((sum, { held }) => sum + held.bytes, 0)
    const unwatched = this.all()
      .filter(roster => roster !== reading && !roster.lookers.areThere)
      .sort((a, b) => a.lookers.askedAt - b.lookers.askedAt)
    for (const roster of unwatched) {
      if (bytes <= this.#most_bytes) return
      bytes -= roster.held.bytes
      this.drop(roster)
    }
    if (bytes > this.#most_bytes)
      throw new RollcallError('unavailable', {
        message: 'Rollcall cannot hold all agents at once at the moment. The list goes on page by page.',
        retry_after: 60,
      })
  }
}
