import type { LimitKey } from './limit.ts'

/** What each limit means, beside its number: no first screen says it, so the first scripts are without this. */
export const LIMIT_WORDS: Readonly<Record<LimitKey, string>> = {
  concurrent_message_capacity: 'Maximum messaging conversations at once.',
  concurrent_email_capacity: 'Maximum email conversations at once.',
  max_agent_load: 'Voice and video are offered until messaging load reaches this.',
  email_max_agent_load: 'Voice and video are offered until email load reaches this.',
}
