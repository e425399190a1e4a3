import type { Agent } from './schema.ts'

/** A limit of `channel_settings` and the end of its documented range (zoom.md 2.4). */
export type Limit = { key: LimitKey; label: string; unit: '' | '%'; max: number; means: string }

export type LimitKey =
  | 'concurrent_message_capacity'
  | 'concurrent_email_capacity'
  | 'max_agent_load'
  | 'email_max_agent_load'

export const LIMITS: Record<LimitKey, Limit> = {
  concurrent_message_capacity: {
    key: 'concurrent_message_capacity',
    label: 'Message capacity',
    unit: '',
    max: 20,
    means: 'Most messaging conversations at once.',
  },
  concurrent_email_capacity: {
    key: 'concurrent_email_capacity',
    label: 'Email capacity',
    unit: '',
    max: 20,
    means: 'Most email conversations at once.',
  },
  max_agent_load: {
    key: 'max_agent_load',
    label: 'Max agent load',
    unit: '%',
    max: 100,
    means: 'Voice and video are offered up to this messaging load.',
  },
  email_max_agent_load: {
    key: 'email_max_agent_load',
    label: 'Email max agent load',
    unit: '%',
    max: 100,
    means: 'Voice and video are offered up to this email load.',
  },
}

/** What is told about a limit. `off`: a load limit while multi-channel engagements are off, when it does not apply. */
export type LimitReading = { state: 'value'; value: number } | { state: 'off' } | { state: 'unknown' }

export function readLimit(
  key: LimitKey,
  { channel_settings }: Pick<Agent, 'channel_settings'>,
): LimitReading {
  const multi = channel_settings?.multi_channel_engagements
  const isLoad = key === 'max_agent_load' || key === 'email_max_agent_load'
  if (isLoad && multi?.enable === false) return { state: 'off' }
  const value = isLoad ? multi?.[key] : channel_settings?.[key]
  return value === undefined ? { state: 'unknown' } : { state: 'value', value }
}

/** Whole percent of the documented range, or which end the value lies beyond. The value itself is never changed. */
export function rulerPosition(value: number, { max }: Limit): number | 'above' | 'below' {
  if (value > max) return 'above'
  return value < 0 ? 'below' : Math.round((value / max) * 100)
}
