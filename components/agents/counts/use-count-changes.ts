import { useEffect, useState } from 'react'
import { differences } from '@/lib/agents/status/status-counts.ts'
import { MARKED_MS } from '../held/marked.ts'

type Counts = ReadonlyMap<string, number>

const NONE: readonly Counts[] = []

/**
 * By how much the reads of the last ten seconds have changed each count. `of` names what is counted: numbers of
 * something else are nothing to compare with; null while not everything to be counted is held.
 */
export function useCountChanges(counts: Counts, of: string | null): (value: string) => number {
  const [last, setLast] = useState({ counts, of })
  const [recent, setRecent] = useState(NONE)
  // With the counts themselves, in one render: an effect would come after them.
  if (counts !== last.counts || of !== last.of) {
    setLast({ counts, of })
    if (of === null || of !== last.of) setRecent(NONE)
    else {
      const changes = differences(last.counts, counts)
      if (changes.size > 0) setRecent(before => [...before, changes])
    }
  }
  const latest = recent.at(-1)
  useEffect(() => {
    if (!latest) return
    // Not taken back by the next read: each read's marks have their own ten seconds.
    setTimeout(() => setRecent(before => before.filter(changes => changes !== latest)), MARKED_MS)
  }, [latest])
  return value => recent.reduce((sum, changes) => sum + (changes.get(value) ?? 0), 0)
}
