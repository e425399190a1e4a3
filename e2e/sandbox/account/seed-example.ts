const example = (integration: string, status: string, access: string) => ({
  user_id: '<string>',
  display_name: '<string>',
  user_email: '<email>',
  role_id: '<string>',
  role_name: '<string>',
  client_integration: integration,
  status_id: '<string>',
  status_name: status,
  sub_status_id: '<string>',
  sub_status_name: 'Meal',
  user_access: access,
  modified_by: '<string>',
  last_modified_time: '<dateTime>',
  country_iso_code: '<string>',
  region_id: '<string>',
  region_name: '<string>',
  channel_settings: {
    multi_channel_engagements: { enable: '<boolean>', max_agent_load: '<integer>' },
    concurrent_message_capacity: '<integer>',
  },
})

/** The example answer of Zoom's page "List users' profiles", word for word, placeholders for values. */
export const SEED_EXAMPLE = {
  next_page_token: '<string>',
  page_size: 30,
  total_records: '<integer>',
  users: [example('Default', 'Offline', 'inactive'), example('Microsoft_Dynamics_365', 'Occupied', 'active')],
}
