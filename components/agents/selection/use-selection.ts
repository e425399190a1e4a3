import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { ownReadAt } from '@/lib/agents/read-at.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { keep, readKept } from '@/lib/tab-storage.ts'

/**
 * Of each selected agent, by `user_id`, what was last read, and when (ISO time): it may no longer be in the list. Null
 * where the page has just come and the agent has not.
 */
type Selected = ReadonlyMap<string, { agent: Agent; readAt: string } | null>

const NOBODY: Selected = new Map()
const NO_AGENTS: readonly Agent[] = []
const QUERY_KEY = ['selection']

type List = {
  /** As it is shown, narrowed and ordered: by it places and "all" are meant. */
  agents: readonly Agent[]
  /** By which question and filters: with others it is another list. */
  listKey: string
  /** Nobody who belongs to them is still to come. */
  isWhole: boolean
  /** All that are held. */
  all: readonly Agent[]
  /** When these were read; ISO time. */
  readAt: string
  /** They are all that the account has. */
  isEverybody: boolean
}

/**
 * Which agents are selected: kept whatever is scrolled, narrowed, read anew or opened meanwhile, and over a reload. It
 * lives where what has been read lives, so that it goes with it when another person signs in.
 */
export function useSelection({ agents, listKey, isWhole, all, readAt, isEverybody }: List) {
  const client = useQueryClient()
  const { data: byId = NOBODY } = useQuery<Selected>({
    queryKey: QUERY_KEY,
    queryFn: skipToken,
    initialData: NOBODY,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
  // The client tells of a change a task later: until then React would put back the checkbox that was pressed.
  const [, render] = useReducer((changes: number) => changes + 1, 0)
  const anchor = useRef<string | null>(null)
  /** The `listKey` of the list of which everybody is meant, those who are still to come included. */
  const [allOf, setAllOf] = useState<string | null>(null)
  const change = useCallback(
    (next: (before: Selected) => Selected) => {
      const before = client.getQueryData<Selected>(QUERY_KEY) ?? NOBODY
      const after = next(before)
      if (after === before) return
      client.setQueryData<Selected>(QUERY_KEY, after)
      render()
      // The number is said where it stands, which goes with the last one.
      if (before.size > 0 && after.size === 0) announce('Nothing selected')
    },
    [client],
  )

  useEffect(() => {
    const kept = readKeptSelection()
    if (kept.length > 0) change(before => (before.size > 0 ? before : new Map(kept.map(id => [id, null]))))
    const keepAll = () => keepSelection([...(client.getQueryData<Selected>(QUERY_KEY) ?? NOBODY).keys()])
    window.addEventListener('pagehide', keepAll)
    return () => {
      window.removeEventListener('pagehide', keepAll)
      keepAll()
    }
  }, [client, change])

  const add = useCallback(
    (some: readonly Agent[]) =>
      change(
        before => new Map([...before, ...some.map(agent => [agent.user_id, { agent, readAt }] as const)]),
      ),
    [change, readAt],
  )
  const remove = useCallback(
    (some: readonly Agent[]) => {
      setAllOf(null)
      change(before => {
        const next = new Map(before)
        for (const { user_id } of some) next.delete(user_id)
        return next
      })
    },
    [change],
  )

  const toggle = useCallback(
    (index: number, toHere: boolean) => {
      const agent = agents[index]
      if (!agent) return
      const from = toHere ? agents.findIndex(({ user_id }) => user_id === anchor.current) : -1
      if (from >= 0) return add(agents.slice(Math.min(from, index), Math.max(from, index) + 1))
      anchor.current = agent.user_id
      const isSelected = client.getQueryData<Selected>(QUERY_KEY)?.has(agent.user_id)
      if (isSelected) remove([agent])
      else add([agent])
    },
    [agents, client, add, remove],
  )

  // Of a selected agent the last reading counts. Once all agents are here, whoever was kept over a reload and has not come
  // is gone, and so is whoever came with the roster and no longer does; whom Zoom alone has found was never in it.
  useEffect(() => {
    change(before => {
      if (before.size === 0) return before
      const newer = all.filter(agent => {
        const known = before.get(agent.user_id)
        return known === null || (known && (known.agent !== agent || known.readAt !== readAt))
      })
      const next = new Map(before)
      for (const agent of newer) next.set(agent.user_id, { agent, readAt })
      if (isEverybody) {
        const ids = new Set(all.map(({ user_id }) => user_id))
        for (const [id, known] of next)
          if (!ids.has(id) && (known === null || 'status_since' in known.agent)) next.delete(id)
      }
      return newer.length === 0 && next.size === before.size ? before : next
    })
  }, [change, all, readAt, isEverybody])

  const selected: ReadonlySet<string> = useMemo(() => new Set(byId.keys()), [byId])
  const inList = useMemo(
    () => (selected.size === 0 ? NO_AGENTS : agents.filter(({ user_id }) => selected.has(user_id))),
    [agents, selected],
  )
  /** The selected agents in the list's order; after them those that are not in it. */
  const chosen = useMemo(() => {
    if (inList.length === selected.size) return inList
    const known = new Map<string, Agent>(inList.map(agent => [agent.user_id, agent]))
    for (const agent of all) if (selected.has(agent.user_id)) known.set(agent.user_id, agent)
    for (const [id, read] of byId) if (read && !known.has(id)) known.set(id, read.agent)
    return [...known.values()]
  }, [inList, all, selected, byId])
  const isAll = agents.length > 0 && inList.length === agents.length
  const isGrowing = allOf === listKey && (!isWhole || inList.length < agents.length)

  const selectAll = useCallback(() => {
    // Of a whole list nobody is still to come: whom a read brings later was not meant.
    setAllOf(isWhole ? null : listKey)
    add(agents)
  }, [add, isWhole, listKey, agents])
  useEffect(() => {
    if (isGrowing) add(agents)
    else setAllOf(null)
  }, [isGrowing, add, agents])

  return {
    selected,
    chosen,
    /** How many of them have not come yet: the page was reloaded. */
    missing: selected.size - chosen.length,
    /** Everybody in the list is meant, and some are still to come: they are selected as they come. */
    isGrowing,
    /** How many of the selected are not in the list as it is shown. */
    outside: chosen.length - inList.length,
    isAll,
    /** When an agent was read; ISO time. */
    readAtOf: useCallback(
      (agent: Agent) => ownReadAt(agent) ?? byId.get(agent.user_id)?.readAt ?? readAt,
      [byId, readAt],
    ),
    toggle,
    selectAll,
    toggleAll: useCallback(() => (isAll ? remove(agents) : selectAll()), [isAll, selectAll, remove, agents]),
    clear: useCallback(() => {
      setAllOf(null)
      change(() => NOBODY)
    }, [change]),
    /** The agent that was selected by hand last. */
    lastId: useCallback(() => anchor.current, []),
  }
}

/** In characters. More would crowd out what else a tab may keep; then nothing is kept, since a part would pass for the whole. */
const LONGEST = 1_000_000

/** Who is selected, over a reload and over a new sign-in of the same person: ids, and nothing else. */
function keepSelection(ids: readonly string[]): void {
  keep('selection', ids.length === 0 || ids.join().length > LONGEST ? null : ids)
}

/** The ids that this tab has kept. */
function readKeptSelection(): string[] {
  const kept = readKept('selection')
  return Array.isArray(kept) ? kept.filter(id => typeof id === 'string') : []
}
