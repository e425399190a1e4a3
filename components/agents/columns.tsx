import { createColumnHelper, tableFeatures } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import { LIMITS, type LimitKey, readLimit, rulerPosition } from '@/lib/agents/capacity.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { statusKind, statusWord } from '@/lib/agents/status.ts'
import { formatCountry, formatDay, formatEnum, formatExact } from '@/lib/formats.ts'

/** What a cell shows: its content, classes for the cell itself, and the full text where it may be cut. */
export type CellView = {
  content: ReactNode
  className?: string
  title?: string
  unknown?: boolean
  summary?: string
}

type ColumnMeta = {
  /** The class that gives the column its width. */
  className: string
  view: (agent: Agent, zone: string) => CellView
  /** Whether an agent tells anything here; a column that none does is hidden (zoom.md 2.1: absent means "not told"). */
  told: (agent: Agent) => boolean
  head?: ReactNode
}

export const features = tableFeatures({ columnMeta: {} as ColumnMeta })
export type Features = typeof features

const helper = createColumnHelper<Features, Agent>()

const UNKNOWN: CellView = { content: 'Unknown', unknown: true }

function textView(value: string | undefined): CellView {
  return value === undefined ? UNKNOWN : { content: value, title: value }
}

function statusView(agent: Agent): CellView {
  const word = statusWord(agent)
  const reason = agent.sub_status_name
  return {
    content: reason
      ? [
          word,
          <span key="reason" className="text-text-3">
            {' '}
            · {reason}
          </span>,
        ]
      : word,
    className: `status status-${statusKind(agent)}`,
    title: reason ? `${word} · ${reason}` : word,
    summary: summary(agent),
  }
}

/** The second line on a phone: the access where it is not active, otherwise the limits in short. */
function summary(agent: Agent): string {
  const access = agent.user_access
  if (access !== undefined && access !== 'active') return formatAccess(access)
  const short = (key: LimitKey, label: string) => {
    const reading = readLimit(key, agent)
    return reading.state === 'value' ? [`${label} ${reading.value}`] : []
  }
  return [
    ...short('concurrent_message_capacity', 'Msg'),
    ...short('concurrent_email_capacity', 'Email'),
  ].join(' · ')
}

export function formatAccess(access: string): string {
  return access === 'active' ? 'Active' : access === 'inactive' ? 'Inactive' : formatEnum(access)
}

function accessView({ user_access }: Agent): CellView {
  if (user_access === undefined) return UNKNOWN
  const word = formatAccess(user_access)
  if (user_access === 'active') return { content: word }
  return {
    content: (
      <span className={`tag ${user_access === 'inactive' ? 'tag-inactive' : 'tag-other'}`}>{word}</span>
    ),
    title: word,
  }
}

function limitView(key: LimitKey, agent: Agent): CellView {
  const limit = LIMITS[key]
  const reading = readLimit(key, agent)
  if (reading.state === 'off')
    return {
      content: 'Multi-channel off',
      title: 'Multi-channel engagements are off, so this limit does not apply',
      unknown: true,
      className: 'text-right',
    }
  if (reading.state === 'unknown') return { content: '– Unknown', unknown: true, className: 'text-right' }
  const at = rulerPosition(reading.value, limit)
  const where = typeof at === 'number' ? `[--at:${at}]` : `ruler-${at}`
  return {
    content: limit.unit ? `${reading.value} ${limit.unit}` : reading.value,
    className: `ruler ${where}`,
    title:
      typeof at === 'number'
        ? undefined
        : `Outside of Zoom's documented range, up to ${limit.max}${limit.unit}`,
  }
}

function limitColumn(key: LimitKey) {
  const { label, unit, max } = LIMITS[key]
  return helper.accessor(agent => readLimit(key, agent), {
    id: key,
    header: label,
    meta: {
      className: unit ? 'col-limit-wide' : 'col-limit',
      view: agent => limitView(key, agent),
      told: agent => readLimit(key, agent).state !== 'unknown',
      head: (
        <span className="axis" data-unit={`limit ${unit}`} aria-hidden="true">
          <span data-from="0" data-to={max}>
            {max / 2}
          </span>
        </span>
      ),
    },
  })
}

/** The table's columns, in order: who, in which state, who they are, and the limits set for them. */
export const columns = helper.columns([
  helper.accessor('display_name', {
    header: 'Name',
    meta: { className: 'col-name', view: agent => textView(agent.display_name), told: () => true },
  }),
  helper.accessor('user_email', {
    header: 'Email',
    meta: { className: 'col-email', view: agent => textView(agent.user_email), told: () => true },
  }),
  helper.accessor('status_name', {
    header: 'Status',
    meta: { className: 'col-status', view: statusView, told: () => true },
  }),
  helper.accessor('user_access', {
    header: 'Access',
    meta: { className: 'col-access', view: accessView, told: () => true },
  }),
  helper.accessor('role_name', {
    header: 'Role',
    meta: {
      className: 'col-role',
      view: agent => textView(agent.role_name),
      told: agent => agent.role_name !== undefined,
    },
  }),
  helper.accessor('region_name', {
    header: 'Region',
    meta: {
      className: 'col-region',
      view: agent => textView(agent.region_name ?? agent.region_id),
      told: agent => (agent.region_name ?? agent.region_id) !== undefined,
    },
  }),
  limitColumn('concurrent_message_capacity'),
  limitColumn('concurrent_email_capacity'),
  limitColumn('max_agent_load'),
  limitColumn('email_max_agent_load'),
  helper.accessor('client_integration', {
    header: 'Integration',
    meta: {
      className: 'col-integration',
      view: agent => textView(formatIntegration(agent.client_integration)),
      told: agent => agent.client_integration !== undefined,
    },
  }),
  helper.accessor('country_iso_code', {
    header: 'Country',
    meta: {
      className: 'col-country',
      view: ({ country_iso_code: code }) =>
        code === undefined ? UNKNOWN : { content: formatCountry(code), title: formatCountry(code) },
      told: agent => agent.country_iso_code !== undefined,
    },
  }),
  helper.accessor('last_modified_time', {
    header: 'Last modified',
    meta: {
      className: 'col-modified',
      view: ({ last_modified_time: time }, zone) =>
        time === undefined ? UNKNOWN : { content: formatDay(time, zone), title: formatExact(time, zone) },
      told: agent => agent.last_modified_time !== undefined,
    },
  }),
])

/** Zoom's "Default" integration means none (zoom.md 2.1). */
export function formatIntegration(value: string | undefined): string | undefined {
  return value === 'Default' ? 'None' : value === undefined ? undefined : formatEnum(value)
}

/** The columns that at least one of the agents tells something in; all of them while there are none. */
export function toldColumns(agents: readonly Agent[]): typeof columns {
  return columns.filter(
    column => agents.length === 0 || agents.some(agent => column.meta?.told(agent)),
  ) as typeof columns
}
