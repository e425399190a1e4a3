'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useSession } from '@/components/session/use-session.ts'
import { LazyQuietly, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import type { SessionFacts } from '@/lib/api/session.ts'
import { getQueryClient, readRefusedAgain } from './query-client.ts'
import { RememberZone } from './remember-zone.tsx'
import { TopBar, type TopBarProps } from './top-bar.tsx'

const NOTICE = lazyPart(
  'Session',
  async () => (await import('@/components/session/session-notice.tsx')).SessionNotice,
)

type Props = Pick<TopBarProps, 'current' | 'theme'> & { session: SessionFacts; children: ReactNode }

/**
 * What is around every page of somebody who is signed in. What has been read stays while they move between pages, and
 * goes when somebody else signs in.
 */
export function AppFrame({ session, children, ...topBar }: Props) {
  const [client] = useState(getQueryClient)
  const { state, facts } = useSession(session)
  const isAnothers = state.kind === 'other'
  const isLive = state.kind === 'live'
  usePreload(NOTICE)
  useEffect(() => {
    if (isAnothers) client.clear()
    else if (isLive) readRefusedAgain(client)
    // The server has just answered, so it can be had; where an update has taken it away, a new page says the same.
    if (!isLive) NOTICE.load().catch(() => window.location.reload())
  }, [client, isAnothers, isLive])
  return (
    <QueryClientProvider client={client}>
      {!isAnothers && (
        <>
          <TopBar {...topBar} user_name={facts.user_name} />
          {children}
        </>
      )}
      {!isLive && <LazyQuietly part={NOTICE} props={{ state, facts }} />}
      <RememberZone />
    </QueryClientProvider>
  )
}
