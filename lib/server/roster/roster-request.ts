import { ServerError } from '../server-error.ts'

/** What a tab asks `GET /api/roster`. */
export type RosterRequest = {
  /** The version of an answer before; null: everything. */
  since: string | null
  /** Seconds between readings that the tab wants; 0: once; null: it does not say. */
  every_s: number | null
  refresh: boolean
}

const LONGEST_EVERY_S = 3_600

/** Unknown parameters are dropped, bad or doubled ones are `bad_request`. Any text is a `since`: an unknown one gets everything. */
export function readRosterRequest(search: URLSearchParams): RosterRequest {
  const read = (name: string) => {
    const values = search.getAll(name)
    if (values.length > 1) refuse(`The parameter ${name} is given more than once.`)
    return values[0] || null
  }
  const every = read('every')
  const refresh = read('refresh')
  if (every !== null && (!/^\d{1,4}$/.test(every) || Number(every) > LONGEST_EVERY_S))
    refuse(`The parameter every must be a whole number of seconds from 0 to ${LONGEST_EVERY_S}.`)
  if (refresh !== null && refresh !== '1') refuse('The parameter refresh must be 1, or be left out.')
  return { since: read('since'), every_s: every === null ? null : Number(every), refresh: refresh === '1' }
}

function refuse(message: string): never {
  throw new ServerError('bad_request', { message })
}
