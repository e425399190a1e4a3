import { isAsked, NO_QUESTION, type Question, readQuestion, writeQuestion } from '../question.ts'
import { isUsableId } from '../user-id.ts'
import { isNarrowed, NO_VIEW, readView, type View, writeView } from '../view.ts'

/** Many more than can be compared (components/compare/how-many.ts): whoever asks for too many is told so. */
const MOST_IDS = 50

/**
 * As many characters as a list's address may have. With a profile's id, the cookies and what a browser adds it is still
 * within the 16 KB that a server takes.
 */
export const LONGEST_ADDRESS = 8_000

/** Where a person is in the list: all of it is in the address. */
export type ListLocation = {
  question: Question
  view: View
  /** The profile that is open; null: none; undefined: the address holds none that Zoom could know. */
  user_id: string | null | undefined
  /** The agents that are compared; empty: none. */
  compare: readonly string[]
  /** All agents were asked for, though another view opens by itself. */
  isAll: boolean
}

export const WHOLE_LIST: ListLocation = {
  question: NO_QUESTION,
  view: NO_VIEW,
  user_id: null,
  compare: [],
  isAll: false,
}

/** Reads an address of the list. Whatever cannot be read is not set; it is never an error. */
export function readAddress(pathname: string, search: string): ListLocation {
  const query = new URLSearchParams(search)
  return {
    question: readQuestion(query),
    view: readView(query),
    user_id: readProfile(pathname),
    compare: readCompared(query.get('compare') ?? ''),
    isAll: query.get('view') === 'all',
  }
}

/** The address of a location, from the root; each has one. */
export function writeAddress({ user_id, ...list }: ListLocation): string {
  const query = writeQuery(list)
  return `/agents${user_id == null ? '' : `/${encodeURIComponent(user_id)}`}${query && `?${query}`}`
}

/** The query string of a location, without `?`; empty for the whole list. */
export function writeQuery({ question, view, compare, isAll }: Omit<ListLocation, 'user_id'>): string {
  const set = [...writeQuestion(question), ...writeView(view)]
  if (compare.length > 0) set.push(['compare', compare.map(encodeURIComponent).join(',')])
  if (isAll) set.push(['view', 'all'])
  return new URLSearchParams(set).toString()
}

/** Whether any filter is set, Zoom's or the browser's own. */
export function isFiltered({ question, view }: Pick<ListLocation, 'question' | 'view'>): boolean {
  return isAsked(question) || isNarrowed(view)
}

/** The same location without filters; order and columns stay. */
export function withoutFilters<Some extends Pick<ListLocation, 'question' | 'view'>>(location: Some): Some {
  return { ...location, question: NO_QUESTION, view: { ...location.view, filters: {} } }
}

function readProfile(pathname: string): string | null | undefined {
  const [, raw] = /^\/agents\/(.+?)\/?$/.exec(pathname) ?? []
  return raw === undefined ? null : decodeId(raw)
}

function readCompared(given: string): string[] {
  const ids = given.split(',').flatMap(raw => decodeId(raw) ?? [])
  return [...new Set(ids)].slice(0, MOST_IDS)
}

function decodeId(raw: string): string | undefined {
  try {
    const id = decodeURIComponent(raw)
    return isUsableId(id) ? id : undefined
  } catch {
    return undefined
  }
}
