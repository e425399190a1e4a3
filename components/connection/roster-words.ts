import type { RosterFacts } from '@/lib/agents/roster-facts.ts'
import { formatAge, formatNumber } from '@/lib/formats.ts'

/** How the server deals with rosters, whoever asks. */
export type RosterSetup = {
  /** The shortest time between two readings. */
  interval_s: number
  /** Whether this person may share one, or why not. */
  sharing: 'possible' | 'off' | 'no_account'
  /** Several servers hold the same. */
  hasSeveralServers: boolean
}

/** How many agents are held, and whether those are all. */
export function agentsWords({ held, total, complete }: RosterFacts): string {
  const count = formatNumber(held)
  if (complete)
    return total === null || total === held
      ? `${count}, the whole list`
      : `${count}, read to the end of the list; Zoom counts ${formatNumber(total)}`
  return total === null
    ? `${count} so far; Zoom has not said how many there are`
    : `${count} of ${formatNumber(total)} so far`
}

/** How old the oldest page was at `now` (epoch milliseconds). */
export function ageWords(read_at: string, now: number): string {
  return `${formatAge((now - Date.parse(read_at)) / 1_000)} old`
}

/** How often it is read. */
export function intervalWords({ every_s, is_relaxed }: RosterFacts, setup: RosterSetup): string {
  const { interval_s, hasSeveralServers } = setup
  if (every_s === null)
    return `Not at the moment: nobody has looked ${hasSeveralServers ? 'through this server' : 'at it'} for a minute. While somebody does, every ${interval_s} s, or less often where they choose so`
  return is_relaxed
    ? `Every ${every_s} s; Zoom reports most changes in between by itself`
    : `Every ${every_s} s while somebody looks`
}

/** Whether one reading serves others as well. */
export function sharingWords({ others, is_apart }: RosterFacts, setup: RosterSetup): string {
  if (setup.sharing === 'off') return 'Alone: Rollcall is set up to read a list for each person'
  if (setup.sharing === 'no_account') return 'Alone: Zoom did not say which account you belong to'
  const here = setup.hasSeveralServers ? ' through this server' : ''
  if (others > 0)
    return `Shared with ${others === 1 ? 'one other person who looks' : `${formatNumber(others)} others who look`} at it${here} now and may see the same`
  return is_apart
    ? `Alone: others who look${here} now do not see the same agents`
    : `Alone at the moment: nobody else looks${here}. Whoever may see the same will share it`
}
