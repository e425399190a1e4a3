import type { RosterFacts } from '@/lib/agents/roster-facts.ts'
import { formatClock } from '@/lib/formats.ts'
import { Facts, Part } from './part.tsx'
import { agentsWords, ageWords, intervalWords, type RosterSetup, sharingWords } from './roster-words.ts'

type Props = {
  /** Null: none is held that may be told of to this person. */
  facts: RosterFacts | null
  setup: RosterSetup
  /** When the facts were so, epoch milliseconds. */
  now: number
  zone: string
}

/** The list of agents that the server holds, as of now. */
export function RosterPart({ facts, setup, now, zone }: Props) {
  const asOf = `as of ${formatClock(new Date(now).toISOString(), zone)}`
  const servers = setup.hasSeveralServers
    ? 'All servers of Rollcall hold it; one of them reads it at Zoom'
    : 'One server, in its memory'
  return (
    <Part title="List of agents" hint={asOf}>
      {facts ? (
        <Facts
          facts={[
            ['Agents held', agentsWords(facts)],
            [
              'Oldest page',
              facts.read_at === null ? (
                'None has been read yet'
              ) : (
                <>
                  <time dateTime={facts.read_at}>{formatClock(facts.read_at, zone)}</time>,{' '}
                  {ageWords(facts.read_at, now)}
                </>
              ),
            ],
            ['How often read', intervalWords(facts, setup)],
            ['Shared or alone', sharingWords(facts, setup)],
            ['Held by', servers],
            ...(facts.trouble === null
              ? []
              : [['Last reading', `Failed. ${facts.trouble}`] as [string, string]]),
          ]}
        />
      ) : (
        <p className="text-text-2">
          None is held for you{setup.hasSeveralServers ? ' by this server' : ''} at the moment. The list is
          read once you open Agents.
        </p>
      )}
    </Part>
  )
}
