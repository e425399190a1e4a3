import { REGIONS, ROLES, STATUSES, type Status, TEAMS } from './account-setup.ts'
import type { Agent, ChannelSettings } from './agent.ts'
import { nameAt } from './names.ts'
import { makeOdd } from './odd-agents.ts'
import { type Random, seededRandom } from './random.ts'
import { changeStatus, setStatus } from './status-change.ts'

/** An account's agents; the same arguments give the same agents, and a greater count only adds some. */
export function makeAgents(seed: number, count: number, withOdd: boolean): Agent[] {
  return Array.from({ length: count }, (_, index) => {
    const agent = makeAgent(index, seededRandom(seed * 1_000_003 + index * 7919))
    if (withOdd) makeOdd(agent, index)
    return agent
  })
}

function makeAgent(index: number, random: Random): Agent {
  const { name, email, country } = nameAt(index, random)
  const region = random.chance(0.5) ? REGIONS[0] : random.pick(REGIONS)
  const inactive = random.chance(0.1)
  const role = random.chance(0.7) ? ROLES[0] : random.pick(ROLES)
  const integration = random.chance(0.6)
    ? 'Default'
    : random.pick(['Salesforce', 'Zendesk', 'ServiceNow', 'Microsoft_Dynamics_365'])
  const agent: Agent = {
    user_id: userId(index, random),
    cc_user_id: shortId(random),
    display_name: name,
    user_email: email,
    ...role,
    client_integration: integration,
    user_access: inactive ? 'inactive' : 'active',
    modified_by: shortId(random),
    last_modified_time: modifiedTime(random),
    country_iso_code: country,
    region_id: region?.region_id,
    region_name: region?.region_name,
    channel_settings: channelSettings(random),
    package_name: random.pick(['essentials', 'premium', 'elite']),
    add_ons_plan: random.chance(0.3) ? ['ai_expert_assist'] : [],
    teams: random.chance(0.8) ? [random.pick(TEAMS)] : [],
    billing_account_id: 'bA7cQ2xWTtKzR5mLh0YvNg',
    billing_account_name: 'Head office',
    emergency_calling: random.chance(0.9),
  }
  if (integration !== 'Default') agent.client_integration_name = `${integration.replaceAll('_', ' ')} (live)`
  if (inactive) setStatus(agent, STATUSES.offline satisfies Status)
  else changeStatus(agent, random)
  return agent
}

const shortId = (random: Random) => random.bytes(16).toString('base64url')

/** Twenty-two characters as in Zoom's examples; now and then with signs that must be encoded (zoom.md 6). */
function userId(index: number, random: Random): string {
  const id = shortId(random)
  if (index % 150 === 8) return `${id.slice(0, 9)}/${id.slice(10)}`
  if (index % 150 === 16) return `${id.slice(0, 5)}+${id.slice(6, 14)}/${id.slice(15)}`
  if (index % 150 === 24) return `${id.slice(0, 20)}==`
  if (index % 150 === 32) return `-${id.slice(1)}`
  return id
}

/** Profiles change now and then over four years, not each time a status does. */
function modifiedTime(random: Random): string {
  const end = Date.UTC(2026, 10, 20)
  const seconds = Math.floor(random.next() ** 2 * 4 * 365 * 86_400)
  return new Date(end - seconds * 1000).toISOString().replace('.000Z', 'Z')
}

function channelSettings(random: Random): ChannelSettings {
  const enable = random.chance(0.6)
  return {
    multi_channel_engagements: enable
      ? { enable, max_agent_load: random.int(1, 20) * 5, email_max_agent_load: random.int(1, 20) * 5 }
      : { enable },
    concurrent_message_capacity: random.chance(0.15) ? 0 : random.int(1, 20),
    concurrent_email_capacity: random.chance(0.3) ? 0 : random.int(1, 20),
  }
}
