import type { AgentFields, Field } from '@/lib/agents/field.ts'
import { FIELDS, fieldOf } from '@/lib/agents/fields.ts'
import type { LimitKey } from '@/lib/agents/limit.ts'
import { LIMIT_WORDS } from '@/lib/agents/limit-words.ts'
import { drawCell } from '../cells/draw-cell.tsx'
import { Section } from './section.tsx'

const LIMITS = FIELDS.filter((field: Field) => field.limit)

/** The limits set for the agent, each on its documented range. */
export function ChannelSection({ agent }: { agent: AgentFields }) {
  const multi = fieldOf('multi_channel_engagements')
  const isOn = multi.value(agent)
  return (
    <Section title="Channel settings" hint="limits set for this agent, not current load">
      <dl>
        {LIMITS.map((field: Field) => (
          <LimitField key={field.key} field={field} agent={agent} />
        ))}
        <div className="flex gap-x-4 py-1 max-sm:flex-col">
          <dt className="w-36 flex-none text-text-3">{multi.label}</dt>
          <dd className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
            <span className={`w-12 text-right font-medium ${isOn === undefined ? 'text-text-3' : ''}`}>
              {multi.text(agent, 'UTC') ?? 'Unknown'}
            </span>
            {isOn !== undefined && (
              <span className="text-12 text-text-3">
                {isOn
                  ? 'Gets voice and video while handling messages.'
                  : 'Gets no voice or video while handling messages.'}
              </span>
            )}
          </dd>
        </div>
      </dl>
    </Section>
  )
}

function LimitField({ field, agent }: { field: Field; agent: AgentFields }) {
  const { content, className = '', isUnknown, title } = drawCell(field, agent, 'UTC')
  const isOff = field.text(agent, 'UTC') !== undefined
  return (
    <div className="flex gap-x-4 py-1 max-sm:flex-col">
      <dt className="w-36 flex-none text-text-3">{field.label}</dt>
      <dd className="min-w-0 flex-1">
        {isUnknown ? (
          <span className="text-text-3">{isOff ? 'Does not apply: multi-channel is off' : 'Unknown'}</span>
        ) : (
          <>
            <span className="flex items-center gap-2 text-11 text-text-3" title={title}>
              <span className={`profile-ruler ${field.limit?.unit ? '[--ticks:10]' : ''} ${className}`}>
                {content}
              </span>
              <span aria-hidden="true" className="whitespace-nowrap">
                0 to {field.limit?.max}
                {field.limit?.unit}
              </span>
            </span>
            <span className="block pl-15 text-12 text-text-3">{LIMIT_WORDS[field.key as LimitKey]}</span>
          </>
        )}
      </dd>
    </div>
  )
}
