'use client'

import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { RollcallError } from '@/lib/errors'
import { announceSessionOver, SessionOver } from './sign-in/session-over'

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

/** What has been read stays here while a person moves between the pages. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient)
  return (
    <QueryClientProvider client={client}>
      {children}
      <SessionOver />
    </QueryClientProvider>
  )
}
