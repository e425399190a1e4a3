import { QueryCache, QueryClient } from '@tanstack/react-query'
import { AGENTS_KEY } from '@/lib/api/queries.ts'
import { readAgain } from '@/lib/api/read-again.ts'
import { sessionEnded } from '@/lib/api/session.ts'
import { isRollcallError, type RollcallError } from '@/lib/errors.ts'

function isRefused(error: unknown): error is RollcallError {
  return isRollcallError(error) && error.status === 401
}

function createQueryClient() {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: error => {
        if (isRefused(error)) sessionEnded(error)
      },
    }),
    defaultOptions: {
      queries: {
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // A browser may say that it is offline and be wrong (a VPN, a virtual network card): it is asked all the same,
        // and where it is right the read fails at once, which is trouble like any other.
        networkMode: 'always',
      },
    },
  })
}

let inBrowser: QueryClient | undefined

/** One for each page made on the server; one for as long as the tab lives in the browser. */
export function getQueryClient(): QueryClient {
  if (typeof window === 'undefined') return createQueryClient()
  if (!inBrowser) {
    const client = createQueryClient()
    // What could not be reached is read; pages of the list go on where they stood (use-zoom-pages.ts).
    window.addEventListener('online', () =>
      readAgain(client, ({ code }, { queryKey }) => code === 'unavailable' && queryKey[0] !== AGENTS_KEY[0]),
    )
    inBrowser = client
  }
  return inBrowser
}

/** Asks again what was refused while the session was over. */
export function readRefusedAgain(client: QueryClient): void {
  readAgain(client, isRefused)
}
