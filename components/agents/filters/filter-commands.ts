import type { Command } from '@/components/ui/commands.ts'
import { isAskedName, isUntoldBySome, UNTOLD, valueAsked } from '@/lib/agents/asked.ts'
import { FILTERS, fieldOf } from '@/lib/agents/fields.ts'
import { findValues, nameApart } from '@/lib/agents/narrow/filter-values.ts'
import { valueWords } from '@/lib/agents/narrow/filter-words.ts'
import { countValues, type Narrowed } from '@/lib/agents/narrow/narrow.ts'
import { fold } from '@/lib/agents/narrow/search.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { formatNumber } from '@/lib/formats.ts'
import { type Filtering, setAsked, toggle } from './filtering.ts'

type Value = { name: string; value: string; label: string; searched: string }

/** The filters, each with the number of agents that the other filters leave it. */
export function filterSource(filtering: Filtering, isPartial: boolean) {
  const { narrowed, onChange } = filtering
  const toCommand = ({ name, value, label }: Value): Command => ({
    id: idOf({ name, value }),
    label,
    isNamed: true,
    // A role or a team may be called after somebody, and is the account's own.
    isPersonal: true,
    group: 'Filters',
    end: countInWords(narrowed, isPartial, name, value),
    run: () => (isAskedName(name) ? setAsked(onChange, name, value) : toggle(onChange, name, [value])),
  })
  return {
    find(typed: string) {
      const words = fold(typed).split(' ').filter(Boolean)
      return listValues(filtering)
        .values()
        .filter(({ searched }) => words.every(word => searched.includes(word)))
        .map(toCommand)
    },
    get(id: string) {
      const value = listValues(filtering).find(value => idOf(value) === id)
      return value && toCommand(value)
    },
  }
}

function idOf({ name, value }: Pick<Value, 'name' | 'value'>): string {
  return `filter:${name}:${value}`
}

/** The three of access, which are listed though nothing is typed. */
export function accessCommands({ narrowed, onChange }: Filtering, isPartial: boolean): Command[] {
  const command = (label: string, access: string): Command => ({
    id: idOf({ name: 'access', value: access }),
    label: `Access: ${label}`,
    group: 'Filters',
    // Counted when somebody looks: every reading and every order makes these commands anew.
    get end() {
      return access ? countInWords(narrowed, isPartial, 'access', access) : undefined
    },
    run: () => setAsked(onChange, 'access', access),
  })
  const { words } = fieldOf('user_access')
  return [command('All', ''), command(words('active'), 'active'), command(words('inactive'), 'inactive')]
}

/** Counted once for each list, when somebody first wants to know. */
const countsByList = new WeakMap<Narrowed, Map<string, ReadonlyMap<string, number>>>()

/** "412", or "412 loaded"; nothing where Zoom has been asked for others, so that these are not held. */
function countInWords(narrowed: Narrowed, isPartial: boolean, name: string, value: string): Command['end'] {
  if (isAskedName(name) && narrowed.of.question === null) return undefined
  const counts = countsByList.get(narrowed) ?? new Map<string, ReadonlyMap<string, number>>()
  countsByList.set(narrowed, counts)
  const ofName = counts.get(name) ?? countFilter(narrowed, name)
  counts.set(name, ofName)
  return { content: `${formatNumber(ofName.get(value) ?? 0)}${isPartial ? ' loaded' : ''}` }
}

function countFilter(narrowed: Narrowed, name: string): ReadonlyMap<string, number> {
  if (!isAskedName(name)) return countValues(narrowed, name)
  const counts = new Map<string, number>()
  for (const agent of [...narrowed.agents, ...(narrowed.nearly.get(name) ?? [])]) {
    const value = valueAsked(name, agent)
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

/** Read once from a list, when somebody first searches the commands. */
const valuesByList = new WeakMap<readonly Agent[], readonly Value[]>()

/** What the agents can be narrowed by, each value once. */
function listValues({ narrowed, regions }: Filtering): readonly Value[] {
  const { agents } = narrowed.of
  let values = valuesByList.get(agents)
  if (!values) {
    values = valuesOfAgents(agents)
    valuesByList.set(agents, values)
  }
  const ofRegions = regions.named.map(({ region_id, name }) =>
    toValue('region', region_id, `Region: ${name}`),
  )
  return [...ofRegions, ...values]
}

function valuesOfAgents(agents: readonly Agent[]): readonly Value[] {
  return [...FILTERS].flatMap(([name, field]) => {
    if (isAskedName(name))
      return isUntoldBySome(name, agents)
        ? toValue(name, UNTOLD, `${field.label}: ${valueWords(field, '')}`)
        : []
    if (field.kind !== 'values') return []
    return nameApart(field, findValues(field, agents).keys()).map(({ value, words }) =>
      toValue(name, value, `${field.label}: ${words}`),
    )
  })
}

function toValue(name: string, value: string, label: string): Value {
  return { name, value, label, searched: fold(label) }
}
