import { errorFromBody, RollcallError } from '@/lib/errors.ts'
import { BACKGROUND, OWN_PAGE } from './headers.ts'

/** Reads one of Zoom's paths through this server's proxy. Throws RollcallError, or the signal's reason. */
export async function fetchZoom<Answer>(
  path: string,
  query: Record<string, string | null>,
  { signal, background = false }: { signal?: AbortSignal; background?: boolean } = {},
): Promise<Answer> {
  const set = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1])
  const address = `/api/zoom/contact_center/${path}${set.length > 0 ? `?${new URLSearchParams(set)}` : ''}`
  const headers: Record<string, string> = { [OWN_PAGE]: '1' }
  if (background) headers[BACKGROUND] = '1'
  let response: Response
  let body: unknown
  try {
    response = await fetch(address, { headers, signal, cache: 'no-store' })
    body = await response.json().catch(error => {
      if (signal?.aborted) throw error
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new RollcallError('unavailable', {
      message: 'Rollcall cannot be reached. Check your connection, then try again.',
      cause,
    })
  }
  if (response.ok && typeof body === 'object' && body !== null) return body as Answer
  throw (
    errorFromBody(body) ??
    new RollcallError('unavailable', {
      message: `Rollcall did not answer as it should (${response.status}). Try again.`,
    })
  )
}
