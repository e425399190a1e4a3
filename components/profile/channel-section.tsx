import { LIMITS, type Limit, readLimit, rulerPosition } from '@/lib/agents/capacity.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { Section } from './section.tsx'

/** The limits set for the agent, each on its documented range. */
export function ChannelSection({ agent }: { agent: Agent }) {
  const enable = agent.channel_settings?.multi_channel_engagements?.enable
  return (
    <Section title="Channel settings" hint="limits set for this agent, not current load">
      <dl>
        {Object.values(LIMITS).map(limit => (
          <LimitField key={limit.key} limit={limit} agent={agent} />
        ))}
        <div className="flex gap-x-4 py-1 max-sm:flex-col">
          <dt className="w-36 flex-none text-text-3">Multi-channel</dt>
          <dd className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
            <span className={`w-12 text-right font-medium ${enable === undefined ? 'text-text-3' : ''}`}>
              {enable === undefined ? 'Unknown' : enable ? 'On' : 'Off'}
            </span>
            {enable !== undefined && (
              <span className="text-12 text-text-3">
                {enable
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

function LimitField({ limit, agent }: { limit: Limit; agent: Agent }) {
  const reading = readLimit(limit.key, agent)
  return (
    <div className="flex gap-x-4 py-1 max-sm:flex-col">
      <dt className="w-36 flex-none text-text-3">{limit.label}</dt>
      <dd className="min-w-0 flex-1">
        {reading.state === 'value' ? (
          <div className="flex flex-wrap items-center gap-x-3">
            <span
              className={`w-12 text-right font-medium ${typeof rulerPosition(reading.value, limit) === 'number' ? '' : 'text-warn'}`}
            >
              {reading.value}
              {limit.unit && <span className="font-normal text-text-3"> {limit.unit}</span>}
            </span>
            <Ruler value={reading.value} limit={limit} />
            <span className="basis-full pl-15 text-12 text-text-3">{limit.means}</span>
          </div>
        ) : (
          <span className="text-text-3">
            {reading.state === 'off' ? 'Does not apply: multi-channel is off' : 'Unknown'}
          </span>
        )}
      </dd>
    </div>
  )
}

const WIDTH = 208

/** Axis with a tick for each whole number (each ten percent), and a pointer standing on the limit. */
function Ruler({ value, limit }: { value: number; limit: Limit }) {
  const at = rulerPosition(value, limit)
  const steps = limit.unit ? 10 : limit.max
  const x = (step: number) => 0.5 + (step / steps) * (WIDTH - 1)
  const ticks = Array.from(
    { length: steps + 1 },
    (_, step) => `M${x(step)} 10v${step % (steps / 2) === 0 ? 5 : 3}`,
  ).join('')
  const stand = typeof at === 'number' ? 0.5 + (at / 100) * (WIDTH - 1) : 0
  const pointer =
    at === 'above' ? `M${WIDTH + 3} 6v8l6-4z` : at === 'below' ? 'M-3 6v8l-6-4z' : `M${stand - 4} 2h8l-4 7z`
  return (
    <span aria-hidden="true" className="inline-flex items-center gap-2 text-11 text-text-3">
      0
      <svg
        width={WIDTH}
        height="16"
        viewBox={`0 0 ${WIDTH} 16`}
        className="overflow-visible"
        aria-hidden="true"
      >
        <path d={`M0 10.500H${WIDTH}${ticks}`} stroke="var(--control)" fill="none" />
        <path d={pointer} fill={typeof at === 'number' ? 'var(--text)' : 'var(--warn)'} />
      </svg>
      <span className={at === 'above' ? 'ml-1' : ''}>
        {limit.max}
        {limit.unit && '%'}
      </span>
    </span>
  )
}
