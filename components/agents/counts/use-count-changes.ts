import { useState } from 'react'
import { differences } from '@/lib/agents/status/status-counts.ts'
import { useMarked } from '../held/use-marked.ts'

type Counts = ReadonlyMap<string, number>

/**
 * By how much the reads of the last ten seconds have changed each count. `of` names what is counted: numbers of
 * something else are nothing to compare with; null while not everything to be counted is held.
 */
export function useCountChanges(counts: Counts, of: string | null): (value: string) => number {
  const [last, setLast] = useState({ counts, of, latest: null as { of: string; changes: Counts } | null })
  if (counts !== last.counts || of !== last.of) {
    const changes = of !== null && of === last.of ? differences(last.counts, counts) : null
    setLast({ counts, of, latest: of !== null && changes?.size ? { of, changes } : null })
  }
  const recent = useMarked(last.latest).filter(change => change.of === of)
  return value => recent.reduce((sum, { changes }) => sum + (changes.get(value) ?? 0), 0)
}
