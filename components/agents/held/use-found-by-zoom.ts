import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { toAgentList } from '@/lib/agents/agent-list.ts'
import type { Question } from '@/lib/agents/question.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { searchQuery } from '@/lib/api/queries.ts'

/** A search that finds nobody is put to Zoom once the typing has paused for so long. */
const PAUSE_MS = 400

const NOBODY: readonly Agent[] = []

/** Whom Zoom finds where nobody held is found (`isWanted`): it may match otherwise, or know somebody newer. */
export function useFoundByZoom(question: Question, isWanted: boolean) {
  const [settled, setSettled] = useState('')
  // By what it asks: another order or filter beside it makes another object of the same question.
  const wanted = isWanted ? JSON.stringify(question) : ''
  useEffect(() => {
    const timer = setTimeout(setSettled, PAUSE_MS, wanted)
    return () => clearTimeout(timer)
  }, [wanted])
  const isAsked = isWanted && settled === wanted
  const asked = useQuery({ ...searchQuery(question), enabled: isAsked })
  const { data } = asked
  const list = useMemo(() => data && toAgentList({ pages: [data], pageParams: [null] }), [data])
  return {
    agents: (isAsked && list?.agents) || NOBODY,
    fetched_at: list?.fetched_at,
    isAsking: isWanted && (!isAsked || asked.isLoading),
    /** How asking it has gone. */
    asked,
  }
}
