import { useEffect, useEffectEvent, useRef } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { describeOrder } from '@/lib/agents/narrow/describe-list.ts'
import type { Order } from '@/lib/agents/view.ts'
import { formatNumber } from '@/lib/formats.ts'

/**
 * Says a new order: it is seen by an arrow in a head, but few screen readers tell by themselves that one has come. `among`:
 * how many are in order, where others are still to come.
 */
export function useSaidOrder(sort: readonly Order[], among: number | null): void {
  const order = describeOrder(sort)
  const last = useRef(order)
  const say = useEffectEvent(() => {
    const part = among === null ? '' : `, among ${formatNumber(among)} loaded`
    announce(order ? `Ordered ${order}${part}` : "In Zoom's order")
  })
  useEffect(() => {
    if (last.current === order) return
    last.current = order
    say()
  }, [order])
}
