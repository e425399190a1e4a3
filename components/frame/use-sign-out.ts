import { useState } from 'react'
import { signOutHere } from '@/components/session/sign-out-here.ts'

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
