import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { fetchInTime } from '@/lib/api/fetch-in-time.ts'

/** Longer than a working server takes; a click that seems to do nothing is pressed again. */
const ANSWERS_WITHIN_MS = 5_000

/**
 * The way to another page of ours. Where the server does not answer the router would leave for the browser's own error
 * page, and all that is held would be gone: so it is asked first, and the person stays where they are.
 */
export function usePageMove() {
  const router = useRouter()
  const [failed, setFailed] = useState<string | null>(null)
  async function go(href: string) {
    try {
      const { ok } = await fetchInTime('/api/health/live', {
        cache: 'no-store',
        within_ms: ANSWERS_WITHIN_MS,
      })
      if (!ok) throw new Error()
      setFailed(null)
      router.push(href)
    } catch {
      setFailed(href)
    }
  }
  return { failed, go, stay: () => setFailed(null) }
}
