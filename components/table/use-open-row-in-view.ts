import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { Agent } from '@/lib/agents/schema.ts'
import { scrollToRow } from './scroll-to-row.ts'

/** Brings the row of the profile that is open into view, once for each: by a link it may be far down. */
export function useOpenRowInView(
  scroller: RefObject<HTMLElement | null>,
  agents: readonly Agent[],
  openId: string | null,
  rowHeight: number,
): void {
  const shown = useRef<string | null>(null)
  useLayoutEffect(() => {
    if (openId === null) shown.current = null
    if (openId === null || openId === shown.current || rowHeight === 0 || !scroller.current) return
    const row = agents.findIndex(({ user_id }) => user_id === openId)
    if (row < 0) return
    shown.current = openId
    scrollToRow(scroller.current, row, rowHeight)
  }, [scroller, agents, openId, rowHeight])
}
