'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Trouble } from '@/components/ui/trouble.tsx'
import type { AgentFields, Field } from '@/lib/agents/field.ts'
import { fieldOf } from '@/lib/agents/fields.ts'
import type { Question } from '@/lib/agents/question.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { type StatusFields, sameStatus } from '@/lib/agents/status/same-status.ts'
import { statusKind, statusWord } from '@/lib/agents/status/status.ts'
import { describeSince } from '@/lib/agents/status/status-since.ts'
import { byItself } from '@/lib/api/by-itself.ts'
import { profileQuery } from '@/lib/api/profile-queries.ts'
import { RollcallError } from '@/lib/errors.ts'
import { formatClock, formatExact } from '@/lib/formats.ts'
import { ChannelSection } from './channel-section.tsx'
import { GeneralSection } from './general-section.tsx'
import { ProfileName } from './profile-name.tsx'
import { QueuesSection } from './queues-section.tsx'
import { readAtOfRow, useRowFollows } from './row-follows.ts'
import { SkillsSection } from './skills-section.tsx'
import { useFocusInProfile } from './use-focus-in-profile.ts'

type Props = {
  user_id: string | undefined
  question: Question
  /** What the list knows of this agent, if it holds it. */
  row: Agent | undefined
  listReadAt: string | undefined
  region: Field
  zone: string
  /** False for the frame that opens the profile: only the first section is shown then. */
  isWhole: boolean
}

/** An agent at once from what the row knows, then as Zoom says now. */
export function ProfileContent({ user_id, question, row, listReadAt, region, zone, isWhole }: Props) {
  const query = useQuery({ ...profileQuery(user_id ?? ''), enabled: user_id !== undefined })
  const fresh = query.data
  const rowReadAt = row ? readAtOfRow(row, listReadAt) : listReadAt
  const listed = useLastListed(row, rowReadAt)
  useReadAnewWhenGone(row !== undefined, query.refetch)
  // Whichever was read last is the truth: the list may have been refreshed while this is open.
  const isNewest = fresh !== undefined && fresh.meta.fetched_at >= (listed?.at ?? '')
  const saidByList = useSaidByList(row, rowReadAt)
  useRowFollows(question, isNewest ? fresh : undefined, row)

  const agent: AgentFields | undefined = isNewest
    ? bothReadings(listed?.row, fresh)
    : listed && bothReadings(fresh, listed.row)
  const error = query.error instanceof RollcallError ? query.error : null
  const trouble = useFocusInProfile()
  const isUnknown =
    user_id === undefined || error?.code === 'not_found' || (error?.code === 'bad_request' && !listed)
  const name = isUnknown ? 'No such agent' : (agent?.display_name ?? (agent ? 'No name' : 'Agent'))
  return (
    <>
      <ProfileName name={name} isName={!isUnknown && Boolean(agent?.display_name)} />
      {isUnknown ? (
        <p className="mt-1.5 text-text-2">
          Zoom knows no agent under{' '}
          {user_id === undefined ? (
            'this address'
          ) : (
            <code translate="no" className="mono [overflow-wrap:anywhere]">
              {user_id}
            </code>
          )}
          . The agent may have been removed, or the link may be incomplete.
        </p>
      ) : (
        <>
          {agent && (
            <ProfileStatus
              agent={agent}
              zone={zone}
              readAt={isNewest ? fresh.meta.fetched_at : listed?.at}
              isReading={query.isFetching}
            />
          )}
          {isNewest && saidByList && !sameStatus(saidByList.status, fresh) && (
            <p className="mt-3 border-l-2 border-accent bg-selected px-3 py-1.5">
              Changed since the list was read: it said{' '}
              <b translate="no" className="font-semibold">
                {describeStatus(saidByList.status)}
              </b>{' '}
              at {formatClock(saidByList.at, zone)}.
            </p>
          )}
          <div {...trouble}>
            {error && (
              <Trouble
                className="mt-3 rounded-md border-0"
                error={error}
                title={`This profile couldn't be ${fresh ? 'refreshed' : 'loaded'}.`}
                kept={agent && !isNewest ? 'Showing details from the list.' : undefined}
                onRetry={() => void query.refetch()}
                isRetrying={query.isFetching}
              />
            )}
          </div>
          {!agent && query.isFetching && <p className="mt-1.5 text-text-3">Loading profile…</p>}
          {agent && <GeneralSection agent={agent} region={region} zone={zone} />}
          {isWhole && agent && <ChannelSection agent={agent} />}
          {isWhole && user_id !== undefined && (agent || query.isFetching) && (
            <>
              <QueuesSection user_id={user_id} />
              <SkillsSection user_id={user_id} />
            </>
          )}
        </>
      )}
    </>
  )
}

function describeStatus(status: StatusFields): string {
  return fieldOf('status_name').text({ user_id: '', ...status }, 'UTC') ?? 'Unknown'
}

type ProfileStatusProps = { agent: AgentFields; zone: string; readAt: string | undefined; isReading: boolean }

function ProfileStatus({ agent, zone, readAt, isReading }: ProfileStatusProps) {
  const word = statusWord(agent)
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2">
      <span className={`status status-${statusKind(agent)} inline-flex items-center`}>
        <bdi translate={word === undefined ? undefined : 'no'}>{word ?? 'Unknown'}</bdi>
      </span>
      {agent.sub_status_name && (
        <bdi translate="no" className="text-text-2">
          {agent.sub_status_name}
        </bdi>
      )}
      {agent.status_since && <span className="text-text-3">{describeSince(agent.status_since, zone)}</span>}
      {readAt && (
        <span className="text-text-3" title={`Read from Zoom on ${formatExact(readAt, zone)}`}>
          {`· ${isReading ? `as of ${formatClock(readAt, zone)}, refreshing` : formatClock(readAt, zone)}`}
        </span>
      )}
    </p>
  )
}

/** All that is told of a status: of two that differ nothing goes with the other one. */
const OF_STATUS = {
  status_id: undefined,
  status_name: undefined,
  sub_status_id: undefined,
  sub_status_name: undefined,
  status_since: undefined,
}

/** An agent by two readings: what the later one does not tell is as the earlier one told it. */
function bothReadings(earlier: AgentFields | undefined, later: AgentFields): AgentFields {
  if (!earlier) return later
  return { ...earlier, ...(!sameStatus(earlier, later) && OF_STATUS), ...later }
}

/** The agent as the list last had it, and when: it may leave the list while its profile is open. */
function useLastListed(row: Agent | undefined, at: string | undefined) {
  const [last, setLast] = useState<{ row: Agent; at: string } | undefined>(row && { row, at: at ?? '' })
  if (row && (row !== last?.row || at !== last.at)) setLast({ row, at: at ?? '' })
  return last
}

/** Another search, a filter, a refresh or Zoom has taken the row away: only Zoom can say whether the agent is gone, too. */
function useReadAnewWhenGone(isListed: boolean, readAnew: () => unknown): void {
  const wasListed = useRef(isListed)
  useEffect(() => {
    if (wasListed.current && !isListed) void byItself(readAnew)
    wasListed.current = isListed
  }, [isListed, readAnew])
}

/** What the list said, and when, before this profile was read: the row itself follows the new reading. */
function useSaidByList(row: Agent | undefined, at: string | undefined) {
  const [said, setSaid] = useState<{ status: StatusFields; at: string } | null>(null)
  if (!said && row && at) setSaid({ status: row, at })
  return said
}
