import { isZoomHost } from '../platform/env.ts'

/** Where an answer from `from` sends us, if the token may go along (zoom.md section 4): over https, to zoom.us or a host under it. */
export function trustedTarget(location: string | null, from: string): string | null {
  const target = location === null ? null : URL.parse(location, from)
  return target?.protocol === 'https:' && isZoomHost(target.hostname) ? target.href : null
}
