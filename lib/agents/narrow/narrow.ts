import { type AskedName, UNTOLD, valueAsked } from '../asked.ts'
import { type Field, valuesOf } from '../field.ts'
import { FILTERS } from '../fields.ts'
import { type Question, questionTests } from '../question.ts'
import type { Agent } from '../schema.ts'
import type { Filter, View } from '../view.ts'

const DAY_MS = 86_400_000

/** What is narrowed, and by what. */
export type Narrowing = {
  agents: readonly Agent[]
  /** Null where Zoom has been asked it: then only those whom it leaves are held. */
  question: Question | null
  view: View
  /** Epoch milliseconds, of the clock by which Zoom's instants are read. */
  now: number
}

/**
 * The agents that pass every filter, and `nearly`, by filter, those whom that filter alone keeps out: both together are
 * whom the other filters leave.
 */
export type Narrowed = {
  agents: readonly Agent[]
  nearly: ReadonlyMap<string, readonly Agent[]>
  of: Narrowing
}

type Test = readonly [name: string, passes: (agent: Agent) => boolean]

/** Narrows agents that are held. */
export function narrow(
  agents: readonly Agent[],
  question: Question | null,
  view: View,
  now: number,
): Narrowed {
  const of = { agents, question, view, now }
  const tests = testsOf(of)
  if (tests.length === 0) return { agents, nearly: new Map(), of }
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
  return { agents: passing, nearly, of }
}

/** How many agents have each value of a filter, `''` being "not told", among those that the other filters leave. */
export function countValues({ agents, nearly }: Narrowed, name: string): Map<string, number> {
  const counts = new Map<string, number>()
  const field = FILTERS.get(name)
  if (!field) return counts
  for (const group of [agents, nearly.get(name) ?? []])
    for (const agent of group)
      for (const value of valuesOf(field, agent)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** A test for each filter that is set. */
export function testsOf({ question, view, now }: Narrowing): Test[] {
  return [...(question ? questionTests(question) : []), ...filterTests(view, now)]
}

function filterTests({ filters }: View, now: number): Test[] {
  return Object.entries(filters).flatMap(([name, filter]) => {
    const field = FILTERS.get(name)
    return field ? [[name, createTest(filter, field, now)] as const] : []
  })
}

function createTest(filter: Filter, field: Field, now: number): Test[1] {
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
    case 'untold': {
      const name = field.filter as AskedName
      return agent => valueAsked(name, agent) === UNTOLD
    }
  }
}
