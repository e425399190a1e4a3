import type { ListLocation } from './address/address.ts'
import type { Agent } from './schema.ts'
import { withFilter } from './view.ts'

/** What an agent has of that which Zoom's own filters go by. */
const READ = {
  region: (agent: Agent) => agent.region_id,
  access: (agent: Agent) => agent.user_access,
}

/** Those of Zoom's filters that go by a value, by their names in the address. */
export type AskedName = keyof typeof READ

/**
 * The value of those of whom Zoom does not tell it: Zoom cannot be asked for them, so that they are a filter of the
 * view. `''` is "not set", and no id can be a dot.
 */
export const UNTOLD = '.'

type Some = Pick<ListLocation, 'question' | 'view'>

export function isAskedName(name: string): name is AskedName {
  return name in READ
}

/** What an agent has of it: one of Zoom's values, or UNTOLD. */
export function valueAsked(name: AskedName, agent: Agent): string {
  return READ[name](agent) || UNTOLD
}

/** Whether any agent does not tell it. */
export function isUntoldBySome(name: AskedName, agents: readonly Agent[]): boolean {
  return agents.some(agent => valueAsked(name, agent) === UNTOLD)
}

/** The value that such a filter is set to. */
export function readAsked({ question, view }: Some, name: AskedName): string {
  return name in view.filters ? UNTOLD : question[name]
}

/** The same location with such a filter set to another value. */
export function withAsked<Of extends Some>(location: Of, name: AskedName, value: string): Of {
  const isUntold = value === UNTOLD
  return {
    ...location,
    question: { ...location.question, [name]: isUntold ? '' : value },
    view: withFilter(location.view, name, isUntold ? { kind: 'untold' } : null),
  }
}
