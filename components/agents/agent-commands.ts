import { type Command, useCommandSource, useCommands } from '@/components/ui/commands.ts'
import { type ListLocation, withoutFilters } from '@/lib/agents/address.ts'
import { valuesOf } from '@/lib/agents/field.ts'
import { FILTERS } from '@/lib/agents/fields.ts'
import { currentLocation } from '@/lib/agents/list-location.ts'
import type { Question } from '@/lib/agents/question.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { cleanSearch, createSearch, fold } from '@/lib/agents/search.ts'
import { toggleValues } from '@/lib/agents/view.ts'

/** The most agents, and the most values of filters, that one search of the commands shows. */
const MOST = 8

type Props = {
  /** All agents held. */
  agents: readonly Agent[]
  isFiltered: boolean
  onOpen: (agent: Agent) => void
  onAsk: (some: Partial<Question>) => void
  onChange: (some: Partial<ListLocation>) => void
  onRefresh: () => void
}

/** Offers the list's agents, filters and actions among the commands; draws nothing. */
export function AgentCommands({ agents, isFiltered, onOpen, onAsk, onChange, onRefresh }: Props): null {
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
  useCommandSource(typed =>
    findValues(agents, typed).map(({ name, value, label }) => ({
      id: `filter:${name}:${value}`,
      label,
      isNamed: true,
      group: 'Filters',
      run: () =>
        name === 'region'
          ? onAsk({ region: value })
          : onChange({ view: toggleValues(currentLocation().view, name, [value]) }),
    })),
  )
  const access = (label: string, value: Question['access']): Command => ({
    id: `filter:access:${value}`,
    label: `Access: ${label}`,
    group: 'Filters',
    run: () => onAsk({ access: value }),
  })
  const clear: Command = {
    id: 'clear-filters',
    label: 'Clear filters',
    group: 'Filters',
    keywords: 'reset all agents',
    run: () => onChange(withoutFilters(currentLocation())),
  }
  useCommands([
    access('All', ''),
    access('Active', 'active'),
    access('Inactive', 'inactive'),
    ...(isFiltered ? [clear] : []),
    { id: 'refresh', label: 'Refresh', group: 'Actions', keywords: 'reload read again', run: onRefresh },
  ])
  return null
}

function findAgents(agents: readonly Agent[], typed: string): Agent[] {
  return agents
    .values()
    .filter(createSearch(cleanSearch(typed)))
    .take(MOST)
    .toArray()
}

type FilterValue = { name: string; value: string; label: string; searched: string }

/** Read once from a list, when somebody first searches the commands. */
const valuesByList = new WeakMap<readonly Agent[], readonly FilterValue[]>()

function findValues(agents: readonly Agent[], typed: string): FilterValue[] {
  let values = valuesByList.get(agents)
  if (!values) {
    values = listValues(agents)
    valuesByList.set(agents, values)
  }
  const words = fold(typed).split(' ').filter(Boolean)
  return values
    .values()
    .filter(({ searched }) => words.every(word => searched.includes(word)))
    .take(MOST)
    .toArray()
}

/** What the agents can be narrowed by, each value once. */
function listValues(agents: readonly Agent[]): FilterValue[] {
  const found = new Map<string, FilterValue>()
  const add = (name: string, value: string, label: string) => {
    const key = `${name}:${value}`
    if (!found.has(key)) found.set(key, { name, value, label, searched: fold(label) })
  }
  for (const agent of agents) {
    if (agent.region_id) add('region', agent.region_id, `Region: ${agent.region_name ?? agent.region_id}`)
    for (const [name, field] of FILTERS) {
      if (field.kind !== 'values') continue
      for (const value of valuesOf(field, agent)) {
        add(name, value, `${field.label}: ${value === '' ? 'Unknown' : field.words(value)}`)
      }
    }
  }
  return [...found.values()]
}
