/** A call of Zoom's that Rollcall makes, and the scopes of which any one suffices (zoom.md 1.5). */
export type NeededScope = {
  what: string
  /** Below ZOOM_API_URL, with `{userId}` in place of an id. */
  path: string
  /** What is missing on screen without it. */
  without: string
  granular: readonly string[]
  classic: readonly string[]
}

/** Every call, by the name of what makes it: the one table of paths and scopes. */
export const NEEDED_SCOPES = {
  listUsers: {
    what: 'The list of agents',
    path: '/contact_center/users',
    without: 'Nothing can be shown.',
    granular: ['contact_center:read:list_users:admin'],
    classic: ['contact_center_user:read:admin'],
  },
  getUser: {
    what: 'Agent profile (latest)',
    path: '/contact_center/users/{userId}',
    without: 'Profiles show only the details from the list.',
    granular: ['contact_center:read:user:admin'],
    classic: ['contact_center_user:read:admin'],
  },
  listUserQueues: {
    what: "An agent's queues",
    path: '/contact_center/users/{userId}/queues',
    without: 'The section Queues stays empty.',
    granular: ['contact_center:read:list_user_queues:admin'],
    classic: ['contact_center_user:read:admin'],
  },
  listUserSkills: {
    what: "An agent's skills",
    path: '/contact_center/users/{userId}/skills',
    without: 'The section Skills stays empty.',
    granular: ['contact_center:read:list_user_skills:admin'],
    classic: ['contact_center_skill:read:admin'],
  },
  listRegions: {
    what: 'Regions, by name',
    path: '/contact_center/regions',
    without: 'The filter offers only regions seen in the table.',
    granular: ['contact_center:read:list_regions:admin'],
    classic: ['contact_center_region:read:admin'],
  },
  listSystemStatuses: {
    what: 'Statuses of the account',
    path: '/contact_center/system_statuses',
    without: 'Nothing yet: statuses are shown as the list names them.',
    // Zoom's own spelling.
    granular: ['contact_center:read:list_system_statues:admin'],
    classic: ['contact_center_preference:read:admin'],
  },
  getMe: {
    what: 'Who you are',
    path: '/users/me',
    without: 'Nobody can sign in.',
    granular: ['user:read:user', 'user:read:user:admin'],
    classic: [
      'user:read',
      'user:read:admin',
      'user:write',
      'user:write:admin',
      'user_info:read',
      'user_profile',
    ],
  },
} as const satisfies Record<string, NeededScope>

/** Whether a token with these scopes may make the call; null when Zoom did not say what it may. */
export function isGranted({ granular, classic }: NeededScope, scopes: readonly string[]): boolean | null {
  return scopes.length === 0 ? null : [...granular, ...classic].some(scope => scopes.includes(scope))
}
