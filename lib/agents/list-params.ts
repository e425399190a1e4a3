import { isUsableId } from './user-id.ts'

/** Zoom's own filters as the list's URL carries them; '' means not set. Zoom's names: search_key, region_id, user_access. */
export type ListParams = { search: string; region: string; access: '' | 'active' | 'inactive' }

export const NO_FILTERS: ListParams = { search: '', region: '', access: '' }

const LONGEST_SEARCH = 256

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const CONTROL = /[\u0000-\u001f\u007f]+/g

// The first half of a surrogate pair whose second half was cut off.
const CUT_PAIR = /[\ud800-\udbff]$/

/** A search as Zoom can be asked for it: one line, no outer space, at most 256 characters. */
export function cleanSearch(text: string): string {
  const line = text.replace(CONTROL, ' ').trim().toWellFormed()
  return line.slice(0, LONGEST_SEARCH).replace(CUT_PAIR, '').trim()
}

/** Reads the filters from a URL. A bad value becomes "not set"; it is never an error. */
export function readListParams(search: URLSearchParams): ListParams {
  const region = search.get('region') ?? ''
  const access = search.get('access') ?? ''
  return {
    search: cleanSearch(search.get('search') ?? ''),
    region: isUsableId(region) ? region : '',
    access: access === 'active' || access === 'inactive' ? access : '',
  }
}

/** The query string of the filters, with `?` unless empty. What is not set stays out. */
export function writeListParams({ search, region, access }: ListParams): string {
  const set = Object.entries({ search, region, access }).filter(([, value]) => value !== '')
  return set.length > 0 ? `?${new URLSearchParams(set)}` : ''
}

export function hasFilters({ search, region, access }: ListParams): boolean {
  return search !== '' || region !== '' || access !== ''
}

/** The address of the list, or of a profile over it. */
export function agentsAddress(params: ListParams, user_id: string | null): string {
  return `/agents${user_id === null ? '' : `/${encodeURIComponent(user_id)}`}${writeListParams(params)}`
}

/** The user_id in a path of the list, null for the list itself; undefined when it cannot be one. */
export function readUserId(pathname: string): string | null | undefined {
  const [, raw] = /^\/agents\/(.+?)\/?$/.exec(pathname) ?? []
  if (raw === undefined) return null
  try {
    const id = decodeURIComponent(raw)
    return isUsableId(id) ? id : undefined
  } catch {
    return undefined
  }
}
