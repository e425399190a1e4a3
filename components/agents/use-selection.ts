import { useCallback, useMemo, useRef, useState } from 'react'
import type { Agent } from '@/lib/agents/schema.ts'

/**
 * Which agents are selected, by `user_id`: kept whatever is scrolled, narrowed or read anew. `agents` is the list as it
 * is shown, by which places and "all" are meant.
 */
export function useSelection(agents: readonly Agent[]) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const anchor = useRef<string | null>(null)

  const toggle = useCallback(
    (index: number, toHere: boolean) => {
      const agent = agents[index]
      if (!agent) return
      const from = toHere ? agents.findIndex(({ user_id }) => user_id === anchor.current) : -1
      setSelected(before => {
        const next = new Set(before)
        if (from >= 0)
          for (const { user_id } of agents.slice(Math.min(from, index), Math.max(from, index) + 1))
            next.add(user_id)
        else if (!next.delete(agent.user_id)) next.add(agent.user_id)
        return next
      })
      if (!toHere || from < 0) anchor.current = agent.user_id
    },
    [agents],
  )

  const selectAll = useCallback(
    () => setSelected(before => new Set([...before, ...agents.map(({ user_id }) => user_id)])),
    [agents],
  )
  const clear = useCallback(() => setSelected(new Set()), [])
  const isAll = useMemo(
    () => agents.length > 0 && agents.every(({ user_id }) => selected.has(user_id)),
    [agents, selected],
  )
  const toggleAll = useCallback(() => (isAll ? clear() : selectAll()), [isAll, clear, selectAll])

  return { selected, isAll, toggle, toggleAll, selectAll, clear }
}
