import type { Agent } from './schema.ts'

const times = new WeakMap<Agent, string>()

/** Remembers of agents when they were read (ISO time), where that is known of them alone: with their page or their profile. */
export function markRead(agents: readonly Agent[], at: string): void {
  for (const agent of agents) times.set(agent, at)
}

/** When this agent was read; undefined where only the time of the whole list is known. */
export function ownReadAt(agent: Agent): string | undefined {
  return times.get(agent)
}
