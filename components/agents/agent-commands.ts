import { useEffect } from 'react'
import { type Command, useCommandSource, useCommands } from '@/components/ui/commands.ts'
import { isFiltered, withoutFilters } from '@/lib/agents/address/address.ts'
import { currentLocation } from '@/lib/agents/address/list-location.ts'
import { cleanSearch, createSearch } from '@/lib/agents/narrow/search.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { inSlices } from '@/lib/slices.ts'
import { accessCommands, findFilterCommands } from './filter-commands.ts'
import type { Filtering } from './filters/filtering.ts'
import { useSaidOrder } from './use-said-order.ts'

/** The most agents, and the most values of filters, that one search of the commands shows. */
const MOST = 8

type Props = {
  filtering: Filtering
  /** Not all agents are loaded. */
  isPartial: boolean
  onOpen: (agent: Agent) => void
  onRefresh: () => void
}

/** Offers the list's agents, filters and actions among the commands, says a new order, and has searches ready; draws nothing. */
export function AgentCommands({ filtering, isPartial, onOpen, onRefresh }: Props): null {
  const { agents } = filtering.narrowed.of
  useSaidOrder(filtering.location.view.sort)
  useReadySearch(agents)
  useCommandSource(typed =>
    findAgents(agents, typed).map(agent => ({
      id: `agent:${agent.user_id}`,
      label: agent.display_name ?? 'No name',
      hint: agent.user_email,
      group: 'Agents',
      isPersonal: true,
      isNamed: agent.display_name !== undefined,
      run: () => onOpen(agent),
    })),
  )
  useCommandSource(typed => findFilterCommands(filtering, isPartial, typed, MOST))
  const clear: Command = {
    id: 'clear-filters',
    label: 'Clear filters',
    group: 'Filters',
    keywords: 'reset all agents',
    run: () => filtering.onChange(withoutFilters(currentLocation())),
  }
  useCommands([
    ...accessCommands(filtering, isPartial),
    ...(isFiltered(filtering.location) ? [clear] : []),
    { id: 'refresh', label: 'Refresh', group: 'Actions', keywords: 'reload read again', run: onRefresh },
  ])
  return null
}

/** A search reads texts that are made once for each agent: here, while nobody waits, and not at its first key. */
function useReadySearch(agents: readonly Agent[]): void {
  useEffect(() => {
    let isWanted = true
    const makeReady = async () => {
      const search = createSearch('')
      for await (const slice of inSlices(agents)) {
        if (!isWanted) return
        slice.forEach(search)
      }
    }
    void makeReady()
    return () => {
      isWanted = false
    }
  }, [agents])
}

function findAgents(agents: readonly Agent[], typed: string): Agent[] {
  return agents
    .values()
    .filter(createSearch(cleanSearch(typed)))
    .take(MOST)
    .toArray()
}
