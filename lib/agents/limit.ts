import type { Agent } from './schema.ts'

/** The documented range of a limit of `channel_settings`, from 0 (zoom.md 2.4). */
export type LimitScale = { unit: '' | '%'; max: number }

export const COUNT: LimitScale = { unit: '', max: 20 }
export const PERCENT: LimitScale = { unit: '%', max: 100 }

export type LimitKey =
  | 'concurrent_message_capacity'
  | 'concurrent_email_capacity'
  | 'max_agent_load'
  | 'email_max_agent_load'

/** What is told about a limit. `off`: a load limit while multi-channel engagements are off, when it does not apply. */
export type LimitReading = { state: 'value'; value: number } | { state: 'off' } | { state: 'unknown' }

/** One limit of an agent. */
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
export function rulerPosition(value: number, { max }: Pick<LimitScale, 'max'>): number | 'above' | 'below' {
  if (value > max) return 'above'
  return value < 0 ? 'below' : Math.round((value / max) * 100)
}
