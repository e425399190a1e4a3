import { API_CALLS, type ApiCall, ENDPOINTS } from '../api/endpoints.ts'
import type { Settings } from '../settings.ts'

/** Somebody who can sign in at the consent page. */
export interface Person {
  key: string
  /** Zoom's user id, `id` of `/users/me`. */
  id: string
  account_id: string
  /** What the consent page calls them. */
  label: string
  note: string
  /** Calls whose scopes a token of theirs carries. */
  calls: readonly ApiCall[]
  /** False: Contact Center answers 403, whatever the scopes. */
  contact_center: boolean
  profile: Record<string, unknown>
}

export const MAIN_ACCOUNT = 'hN4mXq2-TSaOc7LwVd0Kug'
export const OTHER_ACCOUNT = 'zB9eRk5_QWyJt3PfUx8Msw'

const without = (...calls: ApiCall[]) => API_CALLS.filter(call => !calls.includes(call))

function person(
  key: string,
  id: string,
  first_name: string,
  last_name: string,
  role_name: string,
  rest: Partial<Person> & { note: string },
): Person {
  const label = `${first_name} ${last_name}`
  return {
    key,
    id,
    label,
    account_id: MAIN_ACCOUNT,
    calls: API_CALLS,
    contact_center: true,
    profile: {
      first_name,
      last_name,
      display_name: label,
      email: `${key}@rollcall.example`,
      role_name,
      timezone: 'Europe/Lisbon',
      language: 'en-US',
      created_at: '2021-03-04T09:12:31Z',
    },
    ...rest,
  }
}

export const PEOPLE: readonly Person[] = [
  person('ana', 'aNa5ouza-TmRq0B1xVd3Lw', 'Ana', 'Souza', 'Contact Center Admin', {
    note: 'may read everything',
  }),
  person('bo', 'b0Lindqv1st_Ks8Pz4Yt2A', 'Bo', 'Lindqvist', 'Owner', { note: 'may read everything' }),
  person('kim', 'K1mJ1woo-Hn6Qe9Rc7Xv5g', 'Kim', 'Ji-woo', 'Supervisor', {
    note: "lacks the scopes for an agent's queues and skills",
    calls: without('queues', 'skills'),
  }),
  person('lou', 'L0uMart1n_Wb2Fd8Gs4Jk6Q', 'Lou', 'Martin', 'Supervisor', {
    note: 'has the list scope alone',
    calls: ['users', 'me'],
  }),
  person('sam', 'Sam_R1vera-Zx3Cv9Bn1Mw', 'Sam', 'Rivera', 'Supervisor', {
    note: 'supervisor without user scope: signing in fails',
    calls: without('me'),
  }),
  person('noel', 'N0elF1scher-Ty7Ui5Op3w', 'Noël', 'Fischer', 'Member', {
    note: 'role may not enter Contact Center',
    contact_center: false,
  }),
  person('max', 'MaxBare_0nlyTheId-8Hs2', 'Max', 'Bare', 'Admin', {
    note: 'a profile with nothing but the required fields',
    profile: {},
  }),
  person('olga', '0lgaPetrova-Df4Gh6Jk8Q', 'Olga', 'Petrova', 'Admin', {
    note: 'admin of another account, with other agents',
    account_id: OTHER_ACCOUNT,
  }),
]

/** Any number of further admins of the main account for load tests: `load-1`, `load-2`, ... */
const LOAD_KEY = /^load-(\d{1,6})$/

export function findPerson(key: string): Person | undefined {
  const load = LOAD_KEY.exec(key)?.[1]
  if (load === undefined) return PEOPLE.find(entry => entry.key === key)
  const id = `load-${load.padStart(6, '0')}-AAAAAAAAAA`
  return person(key, id, 'Load', load, 'Admin', { note: 'made up for load' })
}

/** Scopes that a new authorization of this person gets. */
export function scopesOf(who: Person, settings: Settings): string[] {
  const chosen = settings.scopes[who.key]
  if (chosen) return chosen
  return [...new Set(who.calls.map(call => ENDPOINTS[call][settings.scope_kind][0] ?? ''))]
}

/** The answer of `/users/me` (zoom.md 1.7). `type` is the only field that is always there, beside the id. */
export function meAnswer(
  who: Person,
  { account_suffix }: Pick<Settings, 'account_suffix'>,
): Record<string, unknown> {
  return {
    id: who.id,
    account_id: who.account_id + account_suffix,
    type: 2,
    status: 'active',
    ...who.profile,
  }
}
