'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { AgentList, AgentsData } from '@/lib/agents/agent-list'
import { agentsAddress, type ListParams } from '@/lib/agents/list-params'
import { agentsQuery, profileQuery } from '@/lib/agents/queries'
import type { Agent, Profile } from '@/lib/agents/schema'
import { type StatusFields, sameStatus, statusKind, statusWord } from '@/lib/agents/status'
import { RollcallError } from '@/lib/errors'
import { formatClock, formatExact, formatNumber } from '@/lib/formats'
import { CopyButton } from '../ui/copy-button'
import { Icon } from '../ui/icon'
import { Trouble } from '../ui/trouble'
import { ChannelSection } from './channel-section'
import { GeneralSection } from './general-section'
import { QueuesSection } from './queues-section'
import { SkillsSection } from './skills-section'
import { useEscape } from './use-escape'

type Props = {
  /** Undefined when the address holds no id that Zoom could know. */
  user_id: string | undefined
  params: ListParams
  list: AgentList | null
  zone: string
  onClose: () => void
  onOpen: (agent: Agent) => void
}

/** One agent over the list: at once from what the row knows, then as Zoom says now. */
export function ProfilePanel({ user_id, params, list, zone, onClose, onOpen }: Props) {
  const panel = useRef<HTMLElement>(null)
  const place = list?.agents.findIndex(agent => agent.user_id === user_id) ?? -1
  const row = list?.agents[place]
  const query = useQuery({ ...profileQuery(user_id ?? ''), enabled: user_id !== undefined })
  const atOpening = useFirst(row)
  const fresh = query.data
  useRowFollows(params, fresh, row)

  const agent: (Agent & Partial<Profile>) | undefined = fresh ? { ...row, ...fresh } : row
  const error = query.error instanceof RollcallError ? query.error : null
  const isUnknown =
    user_id === undefined || error?.code === 'not_found' || (error?.code === 'bad_request' && !row)
  const name = isUnknown ? 'No such agent' : (agent?.display_name ?? (agent ? 'No name' : 'Agent'))
  const changed = fresh && atOpening && !sameStatus(atOpening, fresh) ? atOpening : null

  useEscape(onClose)
  useSteps(list, place, onOpen)
  // The dialog takes the focus when it opens, and stays with it while stepping through the list.
  useEffect(() => {
    panel.current?.focus({ preventScroll: true })
  }, [])

  return (
    <section
      ref={panel}
      role="dialog"
      aria-labelledby="profile-name"
      tabIndex={-1}
      data-profile
      className="profile fixed right-0 bottom-0 z-20 flex w-[35rem] flex-col overflow-hidden border-l bg-raised shadow-float focus:outline-none max-sm:inset-0 max-sm:w-full max-sm:border-0 sm:max-lg:w-[min(35rem,calc(100vw-14rem))]"
    >
      <div className="flex h-10 flex-none items-center gap-1 border-b px-3">
        <Step icon="up" label="Previous agent" shortcut="[" agent={list?.agents[place - 1]} onOpen={onOpen} />
        <Step
          icon="down"
          label="Next agent"
          shortcut="]"
          agent={place >= 0 ? list?.agents[place + 1] : undefined}
          onOpen={onOpen}
        />
        {place >= 0 && list && (
          <span className="ml-1 text-text-2">
            {formatNumber(place + 1)} of {formatNumber(list.agents.length)}
            {list.end !== 'end' && ' loaded'}
          </span>
        )}
        <span className="flex-1" />
        {user_id !== undefined && (
          <CopyButton
            label="Copy link"
            icon="link"
            text={() => new URL(agentsAddress(params, user_id), window.location.href).href}
          />
        )}
        <button
          type="button"
          className="button button-ghost button-icon max-sm:size-10"
          aria-label="Close"
          title="Close (Esc)"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-4 pb-8 [scrollbar-color:var(--line-2)_transparent] [scrollbar-width:thin]">
        <h2
          id="profile-name"
          dir="auto"
          className="text-20 font-semibold tracking-[-0.012em] [overflow-wrap:anywhere]"
        >
          {name}
        </h2>
        {isUnknown ? (
          <p className="mt-1.5 text-text-2">
            Zoom knows no agent under{' '}
            <code className="mono [overflow-wrap:anywhere]">{user_id ?? 'this address'}</code>. It may have
            been removed, or the link is not complete.
          </p>
        ) : (
          <>
            {agent && (
              <StatusLine
                agent={agent}
                zone={zone}
                readAt={fresh?.meta.fetched_at ?? list?.fetched_at}
                isReading={query.isFetching}
              />
            )}
            {changed && list && (
              <p className="mt-3 border-l-2 border-accent bg-selected px-3 py-1.5">
                Changed since the list was read: it said{' '}
                <b className="font-semibold">{describeStatus(changed)}</b> at{' '}
                {formatClock(list.fetched_at, zone)}.
              </p>
            )}
            {error && (
              <Trouble
                className="mt-3 rounded-md border-0"
                error={error}
                title="This profile could not be read from Zoom just now."
                kept={agent ? 'What the list knew is below.' : undefined}
                onRetry={() => void query.refetch()}
                isRetrying={query.isFetching}
              />
            )}
            {agent && <GeneralSection agent={agent} zone={zone} />}
            {agent && <ChannelSection agent={agent} />}
            {user_id !== undefined && (agent || query.isFetching) && (
              <>
                <QueuesSection user_id={user_id} />
                <SkillsSection user_id={user_id} />
              </>
            )}
          </>
        )}
      </div>
    </section>
  )
}

function describeStatus(status: StatusFields): string {
  return status.sub_status_name ? `${statusWord(status)} · ${status.sub_status_name}` : statusWord(status)
}

type StatusLineProps = { agent: Agent; zone: string; readAt: string | undefined; isReading: boolean }

function StatusLine({ agent, zone, readAt, isReading }: StatusLineProps) {
  return (
    <p className={`status status-${statusKind(agent)} mt-1 flex items-center`}>
      <bdi>{statusWord(agent)}</bdi>
      {agent.sub_status_name && <bdi className="ml-2 text-text-2">{agent.sub_status_name}</bdi>}
      {readAt && (
        <span className="ml-2 text-text-3" title={`Read from Zoom on ${formatExact(readAt, zone)}`}>
          · {isReading ? `as of ${formatClock(readAt, zone)}, reading again` : formatClock(readAt, zone)}
        </span>
      )}
    </p>
  )
}

type StepProps = {
  icon: 'up' | 'down'
  label: string
  shortcut: string
  agent: Agent | undefined
  onOpen: (agent: Agent) => void
}

function Step({ icon, label, shortcut, agent, onOpen }: StepProps) {
  return (
    <button
      type="button"
      className="button button-ghost button-icon max-sm:size-10"
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={`${label} (${shortcut})`}
      disabled={!agent}
      onClick={() => agent && onOpen(agent)}
    >
      <Icon name={icon} className={agent ? 'text-text-2' : 'text-line-2'} />
    </button>
  )
}

/** `[` and `]` step through the rows that are held. */
function useSteps(list: AgentList | null, place: number, onOpen: (agent: Agent) => void): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const step = event.key === '[' ? -1 : event.key === ']' ? 1 : 0
      if (!step || place < 0 || (event.target as Element).closest('input, select, textarea')) return
      const agent = list?.agents[place + step]
      if (agent) onOpen(agent)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [list, place, onOpen])
}

/** The first value that was there: what the list said when this profile was opened. */
function useFirst<T>(value: T | undefined): T | undefined {
  const first = useRef<T | undefined>(undefined)
  first.current ??= value
  return first.current
}

const FOLLOWS = ['status_id', 'status_name', 'sub_status_id', 'sub_status_name', 'user_access'] as const

/** The row in the list takes over a newer status, so that list and profile do not contradict each other. */
function useRowFollows(params: ListParams, fresh: Profile | undefined, row: Agent | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!fresh || !row || FOLLOWS.every(field => fresh[field] === row[field])) return
    const followed = { ...row }
    for (const field of FOLLOWS) followed[field] = fresh[field]
    client.setQueryData<AgentsData>(
      agentsQuery(params).queryKey,
      data =>
        data && {
          ...data,
          pages: data.pages.map(page =>
            page.users.includes(row)
              ? { ...page, users: page.users.map(user => (user === row ? followed : user)) }
              : page,
          ),
        },
    )
    // Only a new reading moves the row: a later refresh of the list is newer than this one.
    // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  }, [fresh])
}
