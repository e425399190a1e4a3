import type { ReactNode } from 'react'
import type { AgentFields, Field } from '@/lib/agents/field.ts'
import { FIELDS } from '@/lib/agents/fields.ts'
import { formatExact } from '@/lib/formats.ts'
import { formatMinute, zoneName } from '@/lib/zone-formats.ts'
import { drawCell } from '../cells/draw-cell.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Fact, Section } from './section.tsx'

/** Shown elsewhere in the profile. */
const ELSEWHERE = new Set([
  'display_name',
  'status_name',
  'sub_status_name',
  'multi_channel_engagements',
  'modified_by',
])

const GENERAL = FIELDS.filter((field: Field) => !field.limit && !ELSEWHERE.has(field.key))

type Props = {
  agent: AgentFields
  /** The field Region, by which those of one name are told apart. */
  region: Field
  zone: string
}

/** Who the agent is. Fields that this account's Zoom never sends are left out; an absent main field is "Unknown". */
export function GeneralSection({ agent, region, zone }: Props) {
  return (
    <Section title="General">
      <dl>
        {GENERAL.map((one: Field) => {
          const field = one.key === region.key ? region : one
          const isMain = field.column === 'always' || field.column === 'told'
          const text = field.text(agent, zone)
          if (text === undefined && !isMain) return null
          return (
            <Fact key={field.key} label={field.label}>
              {text === undefined ? undefined : drawField(field, text, agent, zone)}
            </Fact>
          )
        })}
      </dl>
    </Section>
  )
}

function drawField(field: Field, text: string, agent: AgentFields, zone: string): ReactNode {
  switch (field.key) {
    case 'user_email':
      return (
        <Copyable label="Copy email" text={text}>
          <bdi translate="no">{text}</bdi>
        </Copyable>
      )
    case 'user_id':
      return (
        <Copyable label="Copy user ID" text={text}>
          <code className="mono" translate="no">
            {text}
          </code>
        </Copyable>
      )
    case 'user_access':
      return (
        <>
          {drawCell(field, agent, zone).content}
          {agent.user_access === 'inactive' && (
            <span className="ml-2 text-text-3">This person has no access to Contact Center.</span>
          )}
        </>
      )
    case 'last_modified_time':
      return <LastModified at={agent.last_modified_time ?? ''} by={agent.modified_by} zone={zone} />
    default:
      return field.cell === 'id' ? (
        <code className="mono" translate="no">
          {text}
        </code>
      ) : (
        <bdi translate={field.isName ? 'no' : undefined}>{text}</bdi>
      )
  }
}

function Copyable({ label, text, children }: { label: string; text: string; children: ReactNode }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1 [&>button]:-my-1">
      <span className="min-w-0">{children}</span>
      <CopyButton label={label} text={() => text} />
    </span>
  )
}

function LastModified({ at, by, zone }: { at: string; by: string | undefined; zone: string }) {
  return (
    <>
      <time dateTime={at} title={formatExact(at, zone)}>
        {formatMinute(at, zone)}
      </time>{' '}
      <span className="text-text-3">{zoneName(zone)}</span>
      {by && (
        <span className="text-text-3">
          , by{' '}
          <code className="mono inline-block" translate="no">
            {by}
          </code>
        </span>
      )}
    </>
  )
}
