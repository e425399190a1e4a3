import { malformed, numericIds } from '../account/odd-rows.ts'
import type { World } from '../account/world.ts'
import type { ActiveFault } from '../faults.ts'
import { type Answer, json } from './answer.ts'

/** True when the fault brings an answer of its own. */
export function replaces(fault: ActiveFault): boolean {
  return fault.status !== undefined || fault.raw !== undefined || fault.json !== undefined
}

export function replacement(fault: ActiveFault): Answer {
  const { status = 200, headers = {}, content_type } = fault
  const answer =
    fault.raw === undefined
      ? json(status, fault.json ?? {}, headers)
      : { status, headers: { 'Content-Type': 'text/html', ...headers }, body: fault.raw }
  if (content_type !== undefined) answer.headers['Content-Type'] = content_type
  return answer
}

/** The true answer with the fault's changes; only a good JSON answer can be changed inside. */
export function bend(world: World, fault: ActiveFault, answer: Answer, query: URLSearchParams): Answer {
  const headers = { ...answer.headers, ...fault.headers }
  if (fault.callback) {
    if (answer.status === 302) headers.Location = bentCallback(headers.Location ?? '', fault.callback)
    else fault.struck -= 1
  }
  if (fault.content_type !== undefined) headers['Content-Type'] = fault.content_type
  if (answer.status !== 200 || !(fault.rows || fault.set || fault.unset || fault.loop)) {
    return { ...answer, headers }
  }
  const body = JSON.parse(answer.body) as Record<string, unknown>
  const key = Object.keys(body).find(name => Array.isArray(body[name]))
  if (key) {
    const rows = body[key] as Record<string, unknown>[]
    body[key] = bentRows(fault, rows)
    if (fault.loop) loop(world, fault, body, rows, query)
  }
  Object.assign(body, fault.set)
  for (const name of fault.unset ?? []) delete body[name]
  return { ...answer, headers, body: JSON.stringify(body) }
}

function bentCallback(location: string, changes: Record<string, string | null>): string {
  const url = new URL(location)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return url.href
}

function bentRows(fault: ActiveFault, rows: Record<string, unknown>[]): unknown[] {
  const { malformed: share = 0, repeat = 0, numeric_ids = false } = fault.rows ?? {}
  let bent: unknown[] = numeric_ids ? rows.map(numericIds) : rows
  if (share > 0) bent = malformed(bent as Record<string, unknown>[], share, fault.struck)
  const repeated = repeat > 0 ? fault.carried.slice(-repeat) : []
  fault.carried = bent
  return [...repeated, ...bent]
}

/** Page tokens that never end (zoom.md 3): the guard of whoever reads must. */
function loop(
  world: World,
  fault: ActiveFault,
  body: Record<string, unknown>,
  rows: Record<string, unknown>[],
  query: URLSearchParams,
): void {
  const given = query.get('next_page_token')
  if (!given) return
  if (fault.loop === 'endless') for (const row of rows) row.user_id = `${row.user_id}~${fault.struck}`
  body.next_page_token =
    fault.loop === 'same'
      ? given
      : world.pageTokens.copy(given, world.now(), world.settings.page_token_seconds)
}
