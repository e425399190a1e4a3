import { useEffect } from 'react'
import { drawCell } from '@/components/cells/draw-cell.tsx'
import { type Command, useCommandSource, useCommands } from '@/components/ui/commands.ts'
import { useZone } from '@/components/ui/use-zone.ts'
import { isFiltered } from '@/lib/agents/address/address.ts'
import { fieldOf } from '@/lib/agents/fields.ts'
import { cleanSearch, createSearch } from '@/lib/agents/narrow/search.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { inSlices } from '@/lib/slices.ts'
import { accessCommands, filterSource } from './filters/filter-commands.ts'
import { clearFilters, type Filtering } from './filters/filtering.ts'
import { useOrderCommands } from './order/order-commands.ts'
import { useSaidOrder } from './order/use-said-order.ts'

type Props = {
  filtering: Filtering
  /** Not all agents are loaded. */
  isPartial: boolean
  onOpen: (agent: Agent) => void
  onRefresh: () => void
  onSelectAll: () => void
}

/** Offers the list's agents, filters and actions among the commands, says a new order, and has searches ready; draws nothing. */
export function AgentCommands({ filtering, isPartial, onOpen, onRefresh, onSelectAll }: Props): null {
  const { agents } = filtering.narrowed.of
  const zone = useZone('')
  useSaidOrder(filtering.location.view.sort, isPartial ? agents.length : null)
  useReadySearch(agents)
  useOrderCommands(filtering)
  const toCommand = (agent: Agent): Command => ({
    id: idOf(agent),
    label: agent.display_name ?? 'No name',
    hint: agent.user_email,
    end: drawCell(fieldOf('status_name'), agent, zone),
    group: 'Agents',
    isPersonal: true,
    isNamed: agent.display_name !== undefined,
    run: () => onOpen(agent),
  })
  useCommandSource(
    typed =>
      agents
        .values()
        .filter(createSearch(cleanSearch(typed)))
        .map(toCommand),
    id => {
      const agent = agents.find(agent => idOf(agent) === id)
      return agent && toCommand(agent)
    },
  )
  const filters = filterSource(filtering, isPartial)
  useCommandSource(filters.find, filters.get)
  const clear: Command = {
    id: 'clear-filters',
    label: 'Clear filters',
    group: 'Filters',
    keywords: 'reset all agents',
    run: () => clearFilters(filtering.onChange),
  }
  useCommands([
    ...accessCommands(filtering, isPartial),
    ...(isFiltered(filtering.location) ? [clear] : []),
    { id: 'refresh', label: 'Refresh', group: 'Actions', keywords: 'reload read again', run: onRefresh },
    {
      id: 'select-all',
      label: 'Select all that match',
      group: 'Actions',
      keywords: 'selection everybody',
      run: onSelectAll,
    },
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

function idOf({ user_id }: Agent): string {
  return `agent:${user_id}`
}
