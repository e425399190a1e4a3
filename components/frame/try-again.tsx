import { Dialog } from '@/components/ui/dialog.tsx'
import type { SignOut } from './use-sign-out.ts'

/** Whoever leaves a computer that others use must not believe that they have signed out. */
export function SignOutFailed({ signOut }: { signOut: SignOut }) {
  return (
    <Dialog title="You are still signed in" onClose={signOut.dismiss} className="w-[25rem]">
      <p role="alert" className="mb-4 text-text-2">
        The sign-out could not be completed. Check your connection, then try again.
      </p>
      <button type="button" data-autofocus className="button button-ink" onClick={signOut.leave}>
        Try again
      </button>
    </Dialog>
  )
}
