'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useSession } from '@/components/session/use-session.ts'
import { usePreload } from '@/components/ui/lazy-part.tsx'
import type { SessionFacts } from '@/lib/api/session.ts'
import { getQueryClient, readRefusedAgain } from './query-client.ts'
import { RememberZone } from './remember-zone.tsx'
import { TopBar, type TopBarProps } from './top-bar.tsx'

type Props = Pick<TopBarProps, 'current' | 'theme'> & { session: SessionFacts; children: ReactNode }

const loadNotice = async () => ({
  default: (await import('@/components/session/session-notice.tsx')).SessionNotice,
})
const SessionNotice = lazy(loadNotice)
const PARTS = [{ load: loadNotice }]

/**
 * What is around every page of somebody who is signed in. What has been read stays while they move between pages, and
 * goes when somebody else signs in.
 */
export function AppFrame({ session, children, ...topBar }: Props) {
  const [client] = useState(getQueryClient)
  usePreload(PARTS)
  const { state, facts } = useSession(session)
  const isAnothers = state.kind === 'other'
  const isLive = state.kind === 'live'
  useEffect(() => {
    if (isAnothers) client.clear()
    else if (isLive) readRefusedAgain(client)
  }, [client, isAnothers, isLive])
  return (
    <QueryClientProvider client={client}>
      {!isAnothers && (
        <>
          <TopBar {...topBar} user_name={facts.user_name} />
          {children}
        </>
      )}
      {!isLive && (
        <Suspense>
          <SessionNotice state={state} facts={facts} />
        </Suspense>
      )}
      <RememberZone />
    </QueryClientProvider>
  )
}
