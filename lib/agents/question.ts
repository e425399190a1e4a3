import { cleanSearch, createSearch } from './narrow/search.ts'
import type { Agent } from './schema.ts'
import { isUsableId } from './user-id.ts'

/** What Zoom can be asked for: its own three filters, as the address carries them. `''` means not set. */
export type Question = { search: string; region: string; access: '' | 'active' | 'inactive' }

export const NO_QUESTION: Question = { search: '', region: '', access: '' }

/** The most that Zoom gives at once (zoom.md 3): the fewest calls. The same along a whole chain of tokens. */
export const PAGE_SIZE = 300

/** Reads the question from an address. A bad value becomes "not set"; it is never an error. */
export function readQuestion(query: URLSearchParams): Question {
  const region = query.get('region') ?? ''
  const access = query.get('access') ?? ''
  return {
    search: cleanSearch(query.get('search') ?? ''),
    region: isUsableId(region) ? region : '',
    access: access === 'active' || access === 'inactive' ? access : '',
  }
}

/** As parameters of the address; what is not set stays out. */
export function writeQuestion({ search, region, access }: Question): [name: string, value: string][] {
  return Object.entries({ search, region, access }).filter(([, value]) => value !== '')
}

export function isAsked({ search, region, access }: Question): boolean {
  return search !== '' || region !== '' || access !== ''
}

/** As parameters of Zoom's (zoom.md 2.1), the size of a page among them. */
export function zoomParameters({ search, region, access }: Question): Record<string, string> {
  const set = { search_key: search, region_id: region, user_access: access, page_size: String(PAGE_SIZE) }
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== ''))
}

/** The same question put to agents that are held: a test for each filter that is set. */
export function questionTests({
  search,
  region,
  access,
}: Question): [name: string, (agent: Agent) => boolean][] {
  const tests: [string, (agent: Agent) => boolean][] = []
  if (search !== '') tests.push(['search', createSearch(search)])
  if (region !== '') tests.push(['region', agent => agent.region_id === region])
  if (access !== '') tests.push(['access', agent => agent.user_access === access])
  return tests
}
