import type { SessionFacts, SessionState } from '@/lib/api/session.ts'
import type { RollcallError } from '@/lib/errors.ts'
import { IdleWarning } from './idle-warning.tsx'
import { OtherPerson } from './other-person.tsx'
import { SessionDialog } from './session-dialog.tsx'
import { SignInButton } from './sign-in-button.tsx'

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

/** Everything on screen stays behind the dialog, for whoever signs in again as the same person. */
function SessionOver({ error }: { error: RollcallError }) {
  return (
    <SessionDialog title="Your session has ended">
      <p role="alert" className="mt-1.5 mb-4 text-text-2">
        {`${error.message} Your filters stay as you left them.`}
      </p>
      <SignInButton label="Sign in again" />
    </SessionDialog>
  )
}
