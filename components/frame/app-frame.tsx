'use client'

import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { announceSessionOver, SessionOver } from '@/components/session/session-over.tsx'
import { RollcallError } from '@/lib/errors.ts'
import { RememberZone } from './remember-zone.tsx'
import { TopBar, type TopBarProps } from './top-bar.tsx'

function createQueryClient() {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: error => {
        if (error instanceof RollcallError && error.status === 401) announceSessionOver(error)
      },
    }),
    defaultOptions: { queries: { refetchOnWindowFocus: false, refetchOnReconnect: false } },
  })
}

let inBrowser: QueryClient | undefined

/** One for each page made on the server; one for as long as the tab lives in the browser. */
function getQueryClient(): QueryClient {
  if (typeof window === 'undefined') return createQueryClient()
  inBrowser ??= createQueryClient()
  return inBrowser
}

/** What is around every page of somebody who is signed in. What has been read stays while they move between pages. */
export function AppFrame({ children, ...topBar }: TopBarProps & { children: ReactNode }) {
  const [client] = useState(getQueryClient)
  return (
    <QueryClientProvider client={client}>
      <TopBar {...topBar} />
      {children}
      <SessionOver />
      <RememberZone />
    </QueryClientProvider>
  )
}
