import { useState } from 'react'
import { useNow } from '@/components/ui/use-now.ts'
import { checkSession } from '@/lib/api/check-session.ts'
import { tellOtherTabs } from '@/lib/api/other-tabs.ts'
import { serverTime } from '@/lib/api/server-clock.ts'
import type { SessionFacts } from '@/lib/api/session.ts'
import { SessionDialog } from './session-dialog.tsx'

/** Before a session ends because nobody has done anything: the one thing to do. */
export function IdleWarning({ facts }: { facts: SessionFacts }) {
  const [state, setState] = useState<'' | 'asking' | 'failed'>('')
  async function stay() {
    if (state === 'asking') return
    setState('asking')
    try {
      await checkSession({ activity: true })
      tellOtherTabs(facts.person)
    } catch {
      setState('failed')
    }
  }
  return (
    <SessionDialog title="Are you still there?">
      <p role="alert" className="mt-1.5 mb-4 text-text-2">
        You have not done anything here for a while, so you will soon be signed out.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <button type="button" className="button button-ink" aria-disabled={state === 'asking'} onClick={stay}>
          Stay signed in
        </button>
        <TimeLeft ends_at={facts.ends_at} />
        {state === 'failed' && (
          <p role="alert" className="basis-full text-danger">
            Rollcall could not be reached. Check your connection, then try again.
          </p>
        )}
      </div>
    </SessionDialog>
  )
}

/** Seen, not announced: a second is no news. */
function TimeLeft({ ends_at }: { ends_at: number }) {
  const now = useNow()
  const time = now === null ? null : serverTime(now)
  if (time === null) return null
  const left = Math.max(0, Math.ceil((ends_at - time) / 1000))
  return (
    <span aria-hidden="true" className="text-text-3">
      {`${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')} left`}
    </span>
  )
}
