import { type AskOptions, askServer } from './ask-server.ts'

/** Reads one of Zoom's paths through this server's proxy. Throws RollcallError, or the signal's reason. */
export function fetchZoom<Answer>(
  path: string,
  query: Record<string, string | null>,
  options?: AskOptions,
): Promise<Answer> {
  const set = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1])
  const search = set.length > 0 ? `?${new URLSearchParams(set)}` : ''
  return askServer(`/api/zoom/contact_center/${path}${search}`, options)
}
