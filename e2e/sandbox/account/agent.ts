/** One item of `users` (zoom.md 2.1). Only the id is sure to be there; odd agents lack or bend the rest. */
export interface Agent {
  user_id: string
  cc_user_id?: string
  display_name?: string
  user_email?: string
  role_id?: string
  role_name?: string
  client_integration?: string
  client_integration_name?: string
  status_id?: string
  status_name?: string
  sub_status_id?: string
  sub_status_name?: string
  user_access?: string
  modified_by?: string
  last_modified_time?: string
  country_iso_code?: string
  region_id?: string
  region_name?: string
  channel_settings?: ChannelSettings
  package_name?: string
  add_ons_plan?: string[]
  teams?: { team_id: string; team_name: string }[]
  billing_account_id?: string
  billing_account_name?: string
  emergency_calling?: boolean
}

/** zoom.md 2.4: capacities are counts from 0 to 20, loads are percentages from 1 to 100. */
export interface ChannelSettings {
  multi_channel_engagements: { enable: boolean; max_agent_load?: number; email_max_agent_load?: number }
  concurrent_message_capacity: number
  concurrent_email_capacity: number
}

/** The list leaves out what only the single-user call tells, and the other way round (zoom.md 2.2). */
export function inList(agent: Agent): Partial<Agent> {
  const { client_integration_name: _name, emergency_calling: _calling, ...row } = agent
  return row
}

export function alone(agent: Agent): Partial<Agent> {
  const { modified_by: _by, last_modified_time: _time, ...profile } = agent
  return profile
}
