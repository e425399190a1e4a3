import { Gauge, type Registry } from 'prom-client'
import type { Roster } from './roster.ts'

type Read = (rosters: readonly Roster[]) => number

const GAUGES: Readonly<Record<string, readonly [help: string, read: Read]>> = {
  rollcall_rosters: ['Rosters that this instance holds.', rosters => rosters.length],
  rollcall_roster_agents: [
    'Agents in all rosters of this instance.',
    rosters => sumOf(rosters, ({ held }) => held.size),
  ],
  rollcall_roster_viewers: [
    'People who have looked at a roster through this instance in the last minute.',
    rosters => sumOf(rosters, ({ viewers }) => viewers.people().length),
  ],
  rollcall_roster_bytes: [
    'Memory of all rosters of this instance, as the bound counts it.',
    rosters => sumOf(rosters, ({ held }) => held.bytes),
  ],
  rollcall_roster_age_seconds: [
    'Age of the oldest page in a roster that somebody looks at; 0 where nobody does.',
    rosters => Math.max(0, ...rosters.filter(({ viewers }) => viewers.areThere).map(ageOf)),
  ],
}

/** Figures of rosters, read when somebody asks for the metrics. */
export function gaugeRosters(registry: Registry, rosters: () => readonly Roster[]): void {
  for (const [name, [help, read]] of Object.entries(GAUGES)) {
    registry.removeSingleMetric(name) // of a context before this one
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read(rosters()))
      },
    })
  }
}

function sumOf(rosters: readonly Roster[], read: (roster: Roster) => number): number {
  return rosters.reduce((sum, roster) => sum + read(roster), 0)
}

function ageOf({ held }: Roster): number {
  const { readAt } = held.pages
  return readAt ? (Date.now() - readAt.oldest) / 1_000 : 0
}
