import type { Agent } from '../schema.ts'
import { type Narrowed, testsOf } from './narrow.ts'

/** The agents that pass every filter but the named ones. */
export function narrowWithout({ of }: Narrowed, ...names: readonly string[]): readonly Agent[] {
  const tests = testsOf(of).filter(([name]) => !names.includes(name))
  return tests.length === 0
    ? of.agents
    : of.agents.filter(agent => tests.every(([, passes]) => passes(agent)))
}
