import type { SessionFacts, SessionState } from '@/lib/api/session.ts'
import { IdleWarning } from './idle-warning.tsx'
import { OtherPerson } from './other-person.tsx'
import { SessionOver } from './session-over.tsx'

/** What has to be said about the session, over the page. */
export function SessionNotice({ state, facts }: { state: SessionState; facts: SessionFacts }) {
  switch (state.kind) {
    case 'live':
      return null
    case 'idle':
      return <IdleWarning facts={facts} />
    case 'over':
      return <SessionOver error={state.error} />
    case 'other':
      return <OtherPerson user_name={state.user_name} was={facts.user_name} />
  }
}
