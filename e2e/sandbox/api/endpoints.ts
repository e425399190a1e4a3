export type RateLabel = 'MEDIUM' | 'LIGHT' | 'GENERAL_LIGHT'
export type ApiCall = 'users' | 'user' | 'queues' | 'skills' | 'regions' | 'statuses' | 'me'
const OTHER_CALLS = ['authorize', 'token', 'revoke', 'unknown'] as const
export type CallName = ApiCall | (typeof OTHER_CALLS)[number]

interface Endpoint {
  /** Segments under `/v2`; `*` is the one that varies. */
  path: readonly string[]
  label: RateLabel
  /** Any one of a list lets the call through. */
  granular: readonly string[]
  classic: readonly string[]
}

/** Paths, scopes and rate labels of zoom.md 1.5, "statues" included. */
export const ENDPOINTS: Record<ApiCall, Endpoint> = {
  users: {
    path: ['contact_center', 'users'],
    label: 'MEDIUM',
    granular: ['contact_center:read:list_users:admin'],
    classic: ['contact_center_user:read:admin'],
  },
  user: {
    path: ['contact_center', 'users', '*'],
    label: 'LIGHT',
    granular: ['contact_center:read:user:admin'],
    classic: ['contact_center_user:read:admin'],
  },
  queues: {
    path: ['contact_center', 'users', '*', 'queues'],
    label: 'MEDIUM',
    granular: ['contact_center:read:list_user_queues:admin'],
    classic: ['contact_center_user:read:admin'],
  },
  skills: {
    path: ['contact_center', 'users', '*', 'skills'],
    label: 'MEDIUM',
    granular: ['contact_center:read:list_user_skills:admin'],
    classic: ['contact_center_skill:read:admin'],
  },
  regions: {
    path: ['contact_center', 'regions'],
    label: 'MEDIUM',
    granular: ['contact_center:read:list_regions:admin'],
    classic: ['contact_center_region:read:admin'],
  },
  statuses: {
    path: ['contact_center', 'system_statuses'],
    label: 'MEDIUM',
    granular: ['contact_center:read:list_system_statues:admin'],
    classic: ['contact_center_preference:read:admin'],
  },
  me: {
    path: ['users', 'me'],
    label: 'GENERAL_LIGHT',
    granular: ['user:read:user:admin', 'user:read:user'],
    classic: [
      'user:read:admin',
      'user:read',
      'user:write:admin',
      'user:write',
      'user_info:read',
      'user_profile',
    ],
  },
}

export const API_CALLS = Object.keys(ENDPOINTS) as ApiCall[]
export const CALL_NAMES: readonly string[] = [...API_CALLS, ...OTHER_CALLS]

export interface Route {
  name: CallName
  /** The decoded varying segment; empty where the call has none. */
  id: string
}

/** Works on the raw path: an encoded slash is part of an id, and nothing is normalised away. */
export function routeOf(rawPath: string): Route {
  const segments = rawPath.split('/').slice(1)
  if (segments[0] === 'oauth' && segments.length === 2) {
    const name = segments[1]
    if (name === 'authorize' || name === 'token' || name === 'revoke') return { name, id: '' }
  }
  if (segments[0] === 'v2') {
    const rest = segments.slice(1)
    for (const name of API_CALLS) {
      const { path } = ENDPOINTS[name]
      if (path.length !== rest.length) continue
      if (!path.every((part, index) => part === '*' || part === rest[index])) continue
      const id = decoded(rest[path.indexOf('*')] ?? '')
      if (id !== null) return { name, id }
    }
  }
  return { name: 'unknown', id: '' }
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}
