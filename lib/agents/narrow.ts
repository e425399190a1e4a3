import { valuesOf } from './field.ts'
import { FILTERS, fieldOf } from './fields.ts'
import { type Question, questionTests } from './question.ts'
import type { Agent } from './schema.ts'
import type { Filter, View } from './view.ts'

const DAY_MS = 86_400_000

/** The agents that pass every filter, and by filter those whom that one alone keeps out: the other filters leave both. */
export type Narrowed = { agents: readonly Agent[]; nearly: ReadonlyMap<string, readonly Agent[]> }

type Test = readonly [name: string, passes: (agent: Agent) => boolean]

/**
 * Narrows agents that are held. `question` is null where Zoom has been asked it; `now` is epoch milliseconds of the
 * clock by which Zoom's instants are read.
 */
export function narrow(
  agents: readonly Agent[],
  question: Question | null,
  view: View,
  now: number,
): Narrowed {
  const tests: readonly Test[] = [...(question ? questionTests(question) : []), ...filterTests(view, now)]
  if (tests.length === 0) return { agents, nearly: new Map() }
  const passing: Agent[] = []
  const nearly = new Map<string, Agent[]>(tests.map(([name]) => [name, []]))
  for (const agent of agents) {
    let failed: string | undefined
    let failures = 0
    for (const [name, passes] of tests) {
      if (passes(agent)) continue
      failed = name
      if (++failures > 1) break
    }
    if (failures === 0) passing.push(agent)
    else if (failures === 1 && failed !== undefined) nearly.get(failed)?.push(agent)
  }
  return { agents: passing, nearly }
}

/** How many agents have each value of a filter, `''` being "not told", among those that the other filters leave. */
export function countValues({ agents, nearly }: Narrowed, name: string): Map<string, number> {
  const field = FILTERS.get(name) ?? fieldOf('status_name')
  const counts = new Map<string, number>()
  for (const group of [agents, nearly.get(name) ?? []])
    for (const agent of group)
      for (const value of valuesOf(field, agent)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function filterTests({ filters }: View, now: number): Test[] {
  return Object.entries(filters).flatMap(([name, filter]) => {
    const field = FILTERS.get(name)
    return field ? [[name, createTest(filter, field, now)] as const] : []
  })
}

function createTest(
  filter: Filter,
  field: NonNullable<ReturnType<typeof FILTERS.get>>,
  now: number,
): Test[1] {
  switch (filter.kind) {
    case 'values': {
      const wanted = new Set(filter.values)
      return agent => valuesOf(field, agent).some(value => wanted.has(value))
    }
    case 'range': {
      const { from, to } = filter
      return agent => {
        const value = field.value(agent)
        return typeof value === 'number' && value >= (from ?? -Infinity) && value <= (to ?? Infinity)
      }
    }
    case 'days': {
      const { days, longer } = filter
      return agent => {
        const at = Date.parse(String(field.value(agent)))
        return longer ? now - at > days * DAY_MS : now - at <= days * DAY_MS
      }
    }
  }
}
