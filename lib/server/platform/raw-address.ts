import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

const DOT_SEGMENT = /^(\.|%2e){1,2}$/i

/**
 * Whether a request target (RFC 9112, 3.2) is a path that means the same to everybody: nothing in it that one
 * server resolves and the next one does not, such as dot segments, empty segments and backslashes.
 */
export function isPlainPath(target: string): boolean {
  const path = target.split('?', 1)[0] ?? ''
  if (!path.startsWith('/') || path.includes('//') || path.includes('\\')) return false
  return !path.split('/').some(segment => DOT_SEGMENT.test(segment))
}

/** An address that cannot be decoded: `proxy.ts` answers it with 400. */
const REFUSED = '/%'

/**
 * Has addresses that are no plain path refused. Next would redirect them, or resolve them to another address,
 * before any code of ours runs; this is the one place that sees a request earlier.
 */
export function refuseOddAddresses(): void {
  subscribe('http.server.request.start', message => {
    const { request } = message as { request: IncomingMessage }
    if (!isPlainPath(request.url ?? '')) request.url = REFUSED
  })
}
