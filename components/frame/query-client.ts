import { onlineManager, QueryCache, QueryClient } from '@tanstack/react-query'
import { sessionEnded } from '@/lib/api/session.ts'
import { isRollcallError } from '@/lib/errors.ts'

function isRefused(error: unknown): boolean {
  return isRollcallError(error) && error.status === 401
}

function createQueryClient() {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: error => {
        if (isRollcallError(error) && isRefused(error)) sessionEnded(error)
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
    onlineManager.setEventListener(followNetwork)
    inBrowser = createQueryClient()
  }
  return inBrowser
}

/** The network may have gone before these scripts came: TanStack Query takes it to be there, and its return for no news. */
function followNetwork(setOnline: (isOnline: boolean) => void): () => void {
  const follow = () => setOnline(navigator.onLine)
  follow()
  window.addEventListener('online', follow)
  window.addEventListener('offline', follow)
  return () => {
    window.removeEventListener('online', follow)
    window.removeEventListener('offline', follow)
  }
}

/** Asks again what was refused while the session was over. */
export function readRefusedAgain(client: QueryClient): void {
  void client.refetchQueries({ type: 'active', predicate: query => isRefused(query.state.error) })
}
