import { useEffect, useRef } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { describeOrder } from '@/lib/agents/narrow/describe-list.ts'
import type { Order } from '@/lib/agents/view.ts'

/** Says a new order: it is seen by an arrow in a head, but few screen readers tell by themselves that one has come. */
export function useSaidOrder(sort: readonly Order[]): void {
  const order = describeOrder(sort)
  const last = useRef(order)
  useEffect(() => {
    if (last.current === order) return
    last.current = order
    announce(order ? `Ordered ${order}` : "In Zoom's order")
  }, [order])
}
