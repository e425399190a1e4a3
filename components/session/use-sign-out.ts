import { useState } from 'react'
import { tellOtherTabs } from '@/lib/api/other-tabs.ts'
import { SIGNED_OUT } from '@/lib/pages.ts'
import { submitForm } from './submit-form.ts'

export type SignOut = {
  state: '' | 'leaving' | 'failed'
  leave: () => Promise<void>
  /** Forgets a failure. */
  dismiss: () => void
}

/** Signing out, from wherever it is asked for. */
export function useSignOut(): SignOut {
  const [state, setState] = useState<SignOut['state']>('')
  return {
    state,
    dismiss: () => setState(''),
    async leave() {
      if (state === 'leaving') return
      setState('leaving')
      try {
        await signOutHere()
      } catch {
        setState('failed')
      }
    },
  }
}

/** Ends this session, then shows the sign-in page. Throws if the server could not end it. */
async function signOutHere(): Promise<void> {
  // Without a valid CSRF token next-auth answers 200 as well, and leads to its own page.
  if (!(await submitForm('signout', SIGNED_OUT)).endsWith(SIGNED_OUT)) throw new Error('not confirmed')
  tellOtherTabs('')
  // The answer has cleared what this tab kept, but the list keeps its places as the page goes (use-scroll-restoration.ts).
  window.addEventListener('pagehide', () => sessionStorage.clear(), { once: true })
  window.location.assign(SIGNED_OUT)
}
