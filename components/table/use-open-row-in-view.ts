import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { Agent } from '@/lib/agents/schema.ts'
import { scrollToRow } from './scroll-to-row.ts'

/**
 * Brings the row of the profile that is open into view, once for each profile and for each list: by a link it may be far
 * down, and another order or filter moves it. `address`: that of the list, null while its rows are on their way.
 */
export function useOpenRowInView(
  scroller: RefObject<HTMLElement | null>,
  agents: readonly Agent[],
  openId: string | null,
  rowHeight: number,
  address: string | null,
): void {
  const shown = useRef<{ id: string | null; address?: string }>({ id: null })
  useLayoutEffect(() => {
    const { current: last } = shown
    if (openId === null) shown.current = { id: null }
    if (openId === null || address === null || rowHeight === 0 || !scroller.current) return
    if (last.id === openId && last.address === address) return
    const row = agents.findIndex(({ user_id }) => user_id === openId)
    // An agent whom another list leaves out is not waited for: once they are back the person may be looking elsewhere.
    if (row < 0 && last.id !== openId) return
    shown.current = { id: openId, address }
    if (row >= 0) scrollToRow(scroller.current, row, rowHeight)
  }, [scroller, agents, openId, rowHeight, address])
}
