/** Where an answer from `from` sends us, if the token may go along (zoom.md section 4): over https, to zoom.us or a host under it. */
export function trustedTarget(location: string | null, from: string): string | null {
  const target = location === null ? null : URL.parse(location, from)
  if (target?.protocol !== 'https:') return null
  return target.hostname === 'zoom.us' || target.hostname.endsWith('.zoom.us') ? target.href : null
}
