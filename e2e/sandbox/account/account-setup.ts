/** What an account's owner has set up: the named things that agents refer to. Free text in many scripts. */

export interface Region {
  region_id: string
  region_name: string
  is_main_region: boolean
  sip_zone_id: string
  sip_zone_name: string
  last_modified_time: string
}

export const REGIONS: readonly Region[] = [
  ['8f71O6rWT8KFUGQmJIFAdQ', 'Main Region', true, 'us01', 'North America', '2022-05-19T16:02:11Z'],
  ['Zk3vB2mQSyeWn0xTLd7pRA', 'Europe – Lisboa & Zürich', false, 'eu01', 'Europe', '2023-09-04T08:40:57Z'],
  ['-q9PfYc1TDO4hUa6GmVw2w', '東京・大阪', false, 'jp01', 'Japan', '2024-02-28T01:15:09Z'],
  [
    'c0a8f4de-4784-11ec-81d3-0242ac130003',
    'الشرق الأوسط',
    false,
    'ae01',
    'Middle East',
    '2025-01-13T11:27:44Z',
  ],
].map(([region_id, region_name, is_main_region, sip_zone_id, sip_zone_name, last_modified_time]) => ({
  region_id: String(region_id),
  region_name: String(region_name),
  is_main_region: is_main_region === true,
  sip_zone_id: String(sip_zone_id),
  sip_zone_name: String(sip_zone_name),
  last_modified_time: String(last_modified_time),
}))

export interface Role {
  role_id: string
  role_name: string
}

/** Ids come in both documented forms (zoom.md 2.1). */
export const ROLES: readonly Role[] = [
  { role_id: '27302393-4784-11ec-81d3-0242ac130003', role_name: 'Agent' },
  { role_id: '27302a7e-4784-11ec-81d3-0242ac130003', role_name: 'Supervisor' },
  { role_id: '27302c54-4784-11ec-81d3-0242ac130003', role_name: 'Admin' },
  { role_id: 'Tq5sVn8LRiGx2Wm0bHc7Aw', role_name: 'Tier 2 – Billing' },
  { role_id: 'hY3kDz1OQfuJ6Xp4eRt9Bg', role_name: 'Équipe de nuit' },
]

export interface Status {
  status_id: string
  status_name: string
}

/** The four defaults, then the account's own, which share the id 4 (zoom.md 2.3). */
export const STATUSES = {
  offline: { status_id: '0', status_name: 'Offline' },
  ready: { status_id: '1', status_name: 'Ready' },
  notReady: { status_id: '2', status_name: 'Not Ready' },
  occupied: { status_id: '3', status_name: 'Occupied' },
  lunch: { status_id: '4', status_name: 'Lunch' },
  away: { status_id: '4', status_name: 'Away until Monday' },
} satisfies Record<string, Status>

/** Reasons for Not Ready: Zoom's, then the account's, from 100 upwards (zoom.md 2.3). */
export const REASONS: readonly Status[] = [
  { status_id: '20', status_name: 'Break' },
  { status_id: '21', status_name: 'Meal' },
  { status_id: '22', status_name: 'Training' },
  { status_id: '23', status_name: 'Meeting' },
  { status_id: '24', status_name: 'End Shift' },
  { status_id: '25', status_name: 'Forced' },
  { status_id: '109', status_name: 'Whispering' },
  { status_id: '110', status_name: 'Café avec l’équipe' },
  { status_id: '111', status_name: '1:1 coaching' },
]

export interface Queue {
  cc_queue_id: string
  queue_id: string
  queue_name: string
  queue_description: string
  channel: 'voice' | 'video' | 'messaging' | 'email'
  caller_ids: string[]
}

export const QUEUES: readonly Queue[] = (
  [
    ['Pq1', 'Sales – inbound', 'voice', 'New customers calling in', ['+12025550143', '+442079460123']],
    ['Pq2', 'Support EMEA', 'voice', '', ['+351210000123']],
    ['Pq3', 'Escalations', 'video', 'Second line, by appointment', []],
    ['Pq4', 'Retail kiosks', 'video', '', []],
    ['Pq5', 'Web chat', 'messaging', 'Chat on the shop’s pages', []],
    ['Pq6', 'WhatsApp العربية', 'messaging', 'دعم العملاء', []],
    ['Pq7', '日本語サポート', 'messaging', '', []],
    ['Pq8', 'Billing mailbox', 'email', 'billing@rollcall.example', []],
    ['Pq9', 'Complaints', 'email', '', []],
  ] as const
).map(([id, queue_name, channel, queue_description, caller_ids]) => ({
  cc_queue_id: `${id}cQ-TfRh6XvZ0sYwNnKbA`,
  queue_id: `${id}oL_d7MeGu2CjDkVtPqWg`,
  queue_name,
  queue_description,
  channel,
  caller_ids: [...caller_ids],
}))

export interface Skill {
  skill_id: string
  skill_name: string
  skill_type: 'text' | 'proficiency'
  skill_category_id: string
  skill_category_name: string
  max_proficiency_level: number
}

export const SKILLS: readonly Skill[] = (
  [
    ['English', 'proficiency', 'Languages', 5],
    ['Português', 'proficiency', 'Languages', 5],
    ['العربية', 'proficiency', 'Languages', 5],
    ['日本語', 'proficiency', 'Languages', 3],
    ['Returns & refunds', 'proficiency', 'Products', 4],
    ['Router X200', 'text', 'Products', 1],
    ['Gold customers', 'text', 'Customers', 1],
    ['Fraud desk', 'text', 'Customers', 1],
  ] as const
).map(([skill_name, skill_type, category, max_proficiency_level], index) => ({
  skill_id: `Sk${index}eRt-Yu5IoPaLzXcVbNmQ`,
  skill_name,
  skill_type,
  skill_category_id: `Ct${category.length}gHj_KlQw3ErTyUiOpAsDg`,
  skill_category_name: category,
  max_proficiency_level,
}))

export const TEAMS = [
  { team_id: 'Tm1aBcDeFgHiJkLmNoPqRs', team_name: 'Blue' },
  { team_id: 'Tm2tUvWxYz0123456789-_', team_name: 'Night shift' },
  { team_id: 'Tm3QwErTyUiOpAsDfGhJkL', team_name: 'Équipe Montréal' },
  { team_id: 'Tm4ZxCvBnMqWeRtYuIoPaS', team_name: 'チーム桜' },
] as const
