import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type AgentsData, toAgentList } from '@/lib/agents/agent-list.ts'
import { PAGE_SIZE, type Question } from '@/lib/agents/question.ts'
import { byItself } from '@/lib/api/by-itself.ts'
import { agentsQuery } from '@/lib/api/queries.ts'
import { isRollcallError, RollcallError } from '@/lib/errors.ts'

/** Rows left below the view at which the next page is asked for: most of a page, so that nobody waits for it. */
const FETCH_AHEAD = PAGE_SIZE - 50

/**
 * The list that a question of Zoom's brings: what is held, the next page in time, and what went wrong. While another
 * question is on its way the rows of the former one stay (`isStale`). Zoom is asked only while `enabled`.
 */
export function useZoomPages(question: Question, { enabled }: { enabled: boolean }) {
  const query = useInfiniteQuery({ ...agentsQuery(question), enabled, placeholderData: keepPreviousData })
  const { data, isFetching, hasNextPage, isFetchNextPageError, isPlaceholderData, fetchNextPage, refetch } =
    query
  const answer = useMemo(() => (data ? toAgentList(data as AgentsData) : null), [data])
  // React Query lets go of the former rows once the new question has failed; a person must not lose them.
  const [former, setFormer] = useState(answer)
  if (answer && answer !== former) setFormer(answer)
  const list = answer ?? (query.isError ? former : null)
  const isStale = isPlaceholderData || (answer === null && list !== null)
  const error = isRollcallError(query.error)
    ? query.error
    : query.error
      ? new RollcallError('unavailable', {
          message: 'The list could not be read. Try again.',
          cause: query.error,
        })
      : null

  const canFetchNext = hasNextPage && !isFetching && !query.isError && !isPlaceholderData
  const onNear = useCallback(
    (rowsLeft: number) => {
      if (canFetchNext && rowsLeft < FETCH_AHEAD) void fetchNextPage({ cancelRefetch: false })
    },
    [canFetchNext, fetchNextPage],
  )

  // Zoom forgets a place after 15 minutes. Then everything held is read again in one new walk, without a word, which
  // ends with a fresh place; a second refusal without a page between them is left to the person.
  const pagesWhenExpired = useRef(0)
  const pages = data?.pages.length ?? 0
  const isExpired = error?.code === 'page_expired'
  const isReread = isExpired && (isFetching || pages !== pagesWhenExpired.current)
  useEffect(() => {
    if (!isExpired || pages === pagesWhenExpired.current) return
    pagesWhenExpired.current = pages
    void byItself(refetch)
  }, [isExpired, pages, refetch])

  // What changed between two pages is read again, twice at most: an account may change all the time.
  const driftReads = useRef(0)
  const hasDrifted = answer?.end === 'drifted' && !isFetching && !query.isError
  useEffect(() => {
    if (answer?.end === 'whole') driftReads.current = 0
    if (!hasDrifted || driftReads.current >= 2) return
    driftReads.current++
    void byItself(refetch)
  }, [answer, hasDrifted, refetch])

  const retry = useCallback(
    () => void (isFetchNextPageError && !isExpired ? fetchNextPage() : refetch()),
    [isFetchNextPageError, isExpired, fetchNextPage, refetch],
  )

  // What failed while the browser was offline goes on by itself.
  const isUnreachable = error?.code === 'unavailable'
  useEffect(() => {
    if (!isUnreachable) return
    const goOn = () => byItself(retry)
    window.addEventListener('online', goOn)
    return () => window.removeEventListener('online', goOn)
  }, [isUnreachable, retry])

  return {
    list,
    error: isReread ? null : error,
    isStale,
    isFetching,
    isRefreshing: isFetching && !query.isFetchingNextPage && !isStale && list !== null,
    /** The trouble is with a later page: what is above is as true as before. */
    isLaterPage: isFetchNextPageError,
    onNear,
    refresh: useCallback(() => void refetch(), [refetch]),
    retry,
  }
}
