import { useMemo, useState } from 'react'
import type { Agent } from '@/lib/agents/schema.ts'

/**
 * Where the agent whose profile is open stands in the list, from 0, and who stands around. Who leaves the list meanwhile
 * (under a filter any reading may do that, the profile's own as well) leaves a gap, from which the steps go on.
 */
export function usePlace(user_id: string | undefined, agents: readonly Agent[]) {
  const place = useMemo(() => agents.findIndex(agent => agent.user_id === user_id), [agents, user_id])
  const [last, setLast] = useState({ user_id, agents, place })
  if (place >= 0 && (last.agents !== agents || last.user_id !== user_id)) setLast({ user_id, agents, place })
  const hasLeft = place < 0 && last.place >= 0 && last.user_id === user_id
  const gap = useMemo(
    () => (hasLeft ? findGap(last.agents, last.place, agents) : null),
    [hasLeft, last, agents],
  )
  return {
    /** Null: the agent is not in the list. */
    place: place < 0 ? null : place,
    hasLeft,
    previous: agents[(gap ?? place) - 1],
    next: gap === null ? (place < 0 ? undefined : agents[place + 1]) : agents[gap],
  }
}

/** The gap that whoever stood at `place` of the former list has left in this one: ahead of the next one who is still there. */
export function findGap(before: readonly Agent[], place: number, now: readonly Agent[]): number {
  const places = new Map(now.map(({ user_id }, index) => [user_id, index]))
  for (const { user_id } of before.slice(place + 1)) {
    const next = places.get(user_id)
    if (next !== undefined) return next
  }
  return Math.min(place, now.length)
}
