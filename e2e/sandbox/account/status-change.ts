import { REASONS, STATUSES, type Status } from './account-setup.ts'
import type { Agent } from './agent.ts'
import type { Random } from './random.ts'

/** A reason goes with Not Ready only; with any other status both its fields are gone. */
export function setStatus(agent: Agent, status: Status, reason?: Status): void {
  agent.status_id = status.status_id
  agent.status_name = status.status_name
  if (reason) {
    agent.sub_status_id = reason.status_id
    agent.sub_status_name = reason.status_name
  } else {
    delete agent.sub_status_id
    delete agent.sub_status_name
  }
}

/** Gives the agent a status with the shares of an ordinary working day. */
export function changeStatus(agent: Agent, random: Random): void {
  const roll = random.next()
  if (roll < 0.35) setStatus(agent, STATUSES.ready)
  else if (roll < 0.6) setStatus(agent, STATUSES.occupied)
  else if (roll < 0.78) setStatus(agent, STATUSES.notReady, random.pick(REASONS))
  else if (roll < 0.82) setStatus(agent, STATUSES.lunch)
  else if (roll < 0.84) setStatus(agent, STATUSES.away)
  else setStatus(agent, STATUSES.offline)
}

/** One step of the day: a few agents who may work take another status. */
export function stepStatuses(agents: readonly Agent[], random: Random): void {
  const changes = Math.max(3, Math.round(agents.length / 300))
  for (let done = 0; done < changes && agents.length > 0; done += 1) {
    const agent = random.pick(agents)
    if (agent.user_access === 'active') changeStatus(agent, random)
  }
}
