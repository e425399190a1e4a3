import type { Question } from '@/lib/agents/question.ts'
import { useRoster } from './use-roster.ts'
import { useZoomPages } from './use-zoom-pages.ts'

/**
 * The agents that the browser holds: pages from Zoom for the question until all agents have arrived; from then on all
 * of them, and the question is put to them here (`isRoster`).
 */
export function useHeld(question: Question, every: number) {
  const roster = useRoster(every)
  const isRoster = roster.list !== null
  const pages = useZoomPages(question, { enabled: !isRoster })
  const { changes, history } = roster
  if (!isRoster) return { ...pages, isRoster, changes, history }
  return {
    ...roster,
    isRoster,
    isStale: false,
    isFetching: roster.isRefreshing,
    isLaterPage: false,
    onNear: doNothing,
    retry: roster.refresh,
  }
}

export type Held = ReturnType<typeof useHeld>

function doNothing() {}
