import type { ReactNode } from 'react'
import { type AgentFields, type Field, titleOf } from '@/lib/agents/field.ts'
import { fieldOf } from '@/lib/agents/fields.ts'
import type { LimitKey, LimitScale } from '@/lib/agents/limit.ts'
import { readLimit, rulerPosition } from '@/lib/agents/limit.ts'
import { statusKind, statusWord } from '@/lib/agents/status/status.ts'
import { describeSince } from '@/lib/agents/status/status-since.ts'
import { formatDay } from '@/lib/formats.ts'

/** What a cell shows: its content, classes for the cell itself, and the full text where it may be cut. */
export type CellView = {
  content: ReactNode
  className?: string
  title?: string
  isUnknown?: boolean
  /** A second line where there is room for two columns only. */
  summary?: string
}

/** Draws one field of an agent: the same in the table, in the profile and beside another agent. */
export function drawCell(field: Field, agent: AgentFields, zone: string): CellView {
  switch (field.cell) {
    case 'status':
      return drawStatus(agent, zone)
    case 'access':
      return drawAccess(field, agent)
    case 'limit':
      return drawLimit(field.key as LimitKey, field.limit as LimitScale, agent)
    case 'instant':
      return drawInstant(field, agent, zone)
    default: {
      const text = field.text(agent, zone)
      const className = field.cell === 'id' ? 'mono' : undefined
      return text === undefined
        ? { content: 'Unknown', isUnknown: true }
        : { content: text, title: titleOf(field, agent, zone), className }
    }
  }
}

function drawStatus(agent: AgentFields, zone: string): CellView {
  const word = statusWord(agent) ?? 'Unknown'
  const reason = agent.sub_status_name
  return {
    content: reason
      ? [
          word,
          <span key="reason" className="text-text-3">
            {` · ${reason}`}
          </span>,
        ]
      : word,
    className: `status status-${statusKind(agent)}`,
    title: [
      reason ? `${word} · ${reason}` : word,
      agent.status_since && describeSince(agent.status_since, zone),
    ]
      .filter(Boolean)
      .join(', '),
    summary: summarise(agent),
  }
}

/** The access where it is not active, otherwise the limits in short. */
function summarise(agent: AgentFields): string {
  const { user_access } = agent
  if (user_access !== undefined && user_access !== 'active') return fieldOf('user_access').words(user_access)
  const short = (key: LimitKey, label: string) => {
    const reading = readLimit(key, agent)
    return reading.state === 'value' ? [`${label} ${reading.value}`] : []
  }
  return [
    ...short('concurrent_message_capacity', 'Msg'),
    ...short('concurrent_email_capacity', 'Email'),
  ].join(' · ')
}

function drawAccess(field: Field, { user_access }: AgentFields): CellView {
  if (user_access === undefined) return { content: 'Unknown', isUnknown: true }
  const word = field.words(user_access)
  if (user_access === 'active') return { content: word }
  return {
    content: (
      <span className={`tag ${user_access === 'inactive' ? 'tag-inactive' : 'border-dashed'}`}>{word}</span>
    ),
    title: word,
  }
}

function drawLimit(key: LimitKey, scale: LimitScale, agent: AgentFields): CellView {
  const { max, unit } = scale
  const reading = readLimit(key, agent)
  if (reading.state === 'off')
    return {
      content: 'Multi-channel off',
      title: 'Multi-channel engagements are off, so this limit does not apply',
      isUnknown: true,
      className: 'text-right',
    }
  if (reading.state === 'unknown') return { content: '– Unknown', isUnknown: true, className: 'text-right' }
  const at = rulerPosition(reading.value, scale)
  const where = typeof at === 'number' ? `[--at:${at}]` : `ruler-${at}`
  return {
    content: unit ? `${reading.value} ${unit}` : reading.value,
    className: `ruler ${where}`,
    title: typeof at === 'number' ? undefined : `Outside of Zoom's documented range, up to ${max}${unit}`,
  }
}

function drawInstant(field: Field, agent: AgentFields, zone: string): CellView {
  const value = field.value(agent)
  if (typeof value !== 'string') return { content: 'Unknown', isUnknown: true }
  return { content: formatDay(value, zone), title: titleOf(field, agent, zone) }
}
