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
    list: roster.list,
    isRoster,
    changes,
    history,
    error: roster.error,
    isStale: false,
    isFetching: roster.isRefreshing,
    isRefreshing: roster.isRefreshing,
    isLaterPage: false,
    onNear: doNothing,
    refresh: roster.refresh,
    retry: roster.refresh,
  }
}

export type Held = ReturnType<typeof useHeld>

function doNothing() {}
