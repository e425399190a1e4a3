import type { Sight } from './account/sights.ts'

/** What can be changed while the sandbox runs (`POST /__sandbox/settings`) and falls back at a reset. */
export interface Settings {
  /** How many agents the main account has. */
  agents: number
  /** A handful of agents with a missing name, an unknown status and the like; see `odd-agents.ts`. */
  odd_agents: boolean
  /** The users list answers the example of Zoom's documentation, placeholder strings included. */
  seed_example: boolean
  /** Starts per sliding second and account that are let through; zoom.md 5 has 10 and 20 for Pro. */
  medium_per_second: number
  light_per_second: number
  /** `/users/me` counts against the general table of zoom.md 5, not against Contact Center's. */
  general_light_per_second: number
  rate_headers: boolean
  /** Life of an access token, and `expires_in` as reported. */
  access_token_seconds: number
  code_seconds: number
  page_token_seconds: number
  /** Added before each answer's headers. */
  latency_ms: number
  /** How often a few agents change their status; 0 stops it. */
  tick_ms: number
  /** Whether a change of status moves `last_modified_time` and `modified_by`: unknown at Zoom (zoom.md 8), so both can be had. */
  status_moves_profile: boolean
  scope_kind: 'granular' | 'classic'
  /** Scopes of new authorizations by a person's key, in place of those that the person has. */
  scopes: Record<string, string[]>
  /** Keys of people who have lost their Contact Center role: 403 from now on. */
  no_contact_center: string[]
  /** Stands at the end of every account's id as Zoom tells it: another account to whoever goes by the id. */
  account_suffix: string
  /** What people see of their account, by key; everything where nothing is named. */
  sights: Record<string, Sight>
  /** What a list without `user_access` holds: unknown at Zoom (zoom.md 8), so both can be had. */
  omitted_access: 'both' | 'active'
  /** Where changes of status are told (zoom.md 7), and the secret that signs them; empty: nowhere. */
  event_url: string
  event_secret: string
  /** Which of the three documented answers a dead access token gets (zoom.md 4). */
  unauthorized_form: 'code_124' | 'no_code' | 'http_400'
  /** Both are unknown at Zoom (zoom.md 1.3), so both can be had. */
  refresh_kills_access: boolean
  reuse_kills_grant: boolean
  /** A person's key: approve as that person without a page. `load`: each time another made-up admin. */
  auto_approve: string
  /** `api_url` of the token answer; empty leaves it out, as older answers do (zoom.md 1.2). */
  api_url: string
  /** Stands in every code and token, so that a search for it finds leaks. */
  canary: string
}

export const DEFAULT_SETTINGS: Settings = {
  agents: 1200,
  odd_agents: true,
  seed_example: false,
  account_suffix: '',
  medium_per_second: 10,
  light_per_second: 20,
  general_light_per_second: 30,
  rate_headers: true,
  access_token_seconds: 3599,
  code_seconds: 300,
  page_token_seconds: 900,
  latency_ms: 0,
  tick_ms: 0,
  status_moves_profile: false,
  scope_kind: 'granular',
  scopes: {},
  no_contact_center: [],
  sights: {},
  omitted_access: 'both',
  event_url: '',
  event_secret: '',
  unauthorized_form: 'code_124',
  refresh_kills_access: true,
  reuse_kills_grant: false,
  auto_approve: '',
  api_url: '',
  canary: 'CANARY',
}

/**
 * @throws TypeError naming the first key that is unknown or has another type than its default.
 */
export function changedSettings(current: Settings, changes: object): Settings {
  for (const [key, value] of Object.entries(changes)) {
    if (!(key in DEFAULT_SETTINGS)) throw new TypeError(`Unknown setting: ${key}`)
    const expected = typeof DEFAULT_SETTINGS[key as keyof Settings]
    if (typeof value !== expected || value === null) throw new TypeError(`${key} must be a ${expected}`)
  }
  return { ...current, ...changes }
}
