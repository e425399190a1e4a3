import { useEffect, useState } from 'react'

/** How long what a read has changed is marked. */
const MARKED_MS = 10_000

const NOTHING: readonly never[] = []

/**
 * What reads have changed in the last ten seconds, each read's for ten seconds of its own. `latest`: what the last one has
 * changed, the same object until the next; null for nothing.
 */
export function useMarked<Change>(latest: Change | null): readonly Change[] {
  const [recent, setRecent] = useState<readonly Change[]>(NOTHING)
  const [last, setLast] = useState<Change | null>(null)
  // Together with what has changed, in one render: an effect would render every changed row twice.
  if (latest !== last) {
    setLast(latest)
    if (latest !== null) setRecent(before => [...before, latest])
  }
  useEffect(() => {
    if (latest === null) return
    // Not taken back by the next read.
    setTimeout(() => setRecent(before => before.filter(change => change !== latest)), MARKED_MS)
  }, [latest])
  return recent
}
