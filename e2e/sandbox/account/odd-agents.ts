import type { Agent } from './agent.ts'

/** Plausible oddities that a real account's list has (zoom.md 2.4, 6), by the agent's place in the list. */
const ODDITIES: Record<number, (agent: Agent) => void> = {
  6: agent => {
    delete agent.display_name
  },
  14: agent => {
    delete agent.user_email
  },
  21: agent => {
    agent.status_id = '77'
    agent.status_name = 'Wrap-up'
  },
  29: agent => {
    agent.region_id = 'Gone0fOldRegion-xYz12w'
    agent.region_name = 'Old Region'
  },
  37: agent => {
    agent.user_access = 'suspended'
  },
  45: agent => {
    if (agent.channel_settings) agent.channel_settings.concurrent_message_capacity = 24
  },
  53: agent => {
    delete agent.channel_settings
  },
  61: agent => {
    delete agent.display_name
    delete agent.user_email
  },
  69: agent => {
    if (agent.channel_settings) {
      agent.channel_settings.multi_channel_engagements = { enable: true, max_agent_load: 140 }
    }
  },
  77: agent => {
    delete agent.status_id
    delete agent.status_name
    delete agent.sub_status_id
    delete agent.sub_status_name
  },
  85: agent => {
    agent.last_modified_time = ''
  },
  93: agent => {
    agent.client_integration = 'Genesys_Bridge'
    agent.package_name = 'ultimate'
    agent.add_ons_plan = ['ai_expert_assist', 'quality_management']
  },
  101: agent => {
    delete agent.region_id
    delete agent.region_name
    delete agent.country_iso_code
  },
}

export function makeOdd(agent: Agent, index: number): void {
  ODDITIES[index]?.(agent)
}
