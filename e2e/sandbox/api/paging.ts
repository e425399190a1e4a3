import type { World } from '../account/world.ts'
import { type Answer, apiError, json } from './answer.ts'

interface ListRequest {
  call: string
  account: string
  /** Name of the array in the answer. */
  key: string
  query: URLSearchParams
  /** Parameters that take certain values only. */
  choices: Record<string, readonly string[]>
  rows: () => readonly unknown[]
}

/** One page in Zoom's envelope (zoom.md 3). The list is read anew for each page: there is no snapshot. */
export function page(world: World, request: ListRequest): Answer {
  const { query, key, choices } = request
  const wrong = Object.keys(choices).filter(name => {
    const value = query.get(name)
    return value && !choices[name]?.includes(value)
  })
  const size = Number(query.get('page_size') || 30)
  if (!Number.isInteger(size) || size < 1 || size > 300) wrong.push('page_size')
  if (wrong.length > 0) {
    const errors = wrong.map(field => ({ field, message: 'Invalid field.' }))
    return apiError(400, 300, 'Validation Failed.', { errors })
  }

  const bound = boundTo(request)
  const token = query.get('next_page_token')
  const offset = token ? world.pageTokens.offset(token, bound, world.now()) : 0
  if (offset === null) return apiError(400, 300, 'The next page token is invalid or expired.')

  const rows = request.rows()
  const end = offset + size
  const next =
    end < rows.length
      ? world.pageTokens.issue(bound, end, world.now(), world.settings.page_token_seconds)
      : ''
  return json(200, {
    next_page_token: next,
    page_size: size,
    total_records: rows.length,
    [key]: rows.slice(offset, end),
  })
}

function boundTo({ call, account, query }: ListRequest): string {
  const rest = [...query].filter(([name]) => name !== 'next_page_token')
  return JSON.stringify([account, call, rest.sort()])
}
