import type { RollcallError } from '@/lib/errors.ts'
import { SessionDialog } from './session-dialog.tsx'
import { SignInButton } from './sign-in-button.tsx'

/** Everything on screen stays behind the dialog, for whoever signs in again as the same person. */
export function SessionOver({ error }: { error: RollcallError }) {
  return (
    <SessionDialog title="Your session has ended">
      <p role="alert" className="mt-1.5 mb-4 text-text-2">
        {`${error.message} Your filters stay as you left them.`}
      </p>
      <SignInButton label="Sign in again" />
    </SessionDialog>
  )
}
