/** Whether an `accept-encoding` (RFC 9110, 12.5.3) takes this coding: named, and not with the weight 0. */
export function takesCoding(
  coding: 'br' | 'gzip',
  accept_encoding: string | string[] | null | undefined,
): boolean {
  const codings = String(accept_encoding ?? '')
    .toLowerCase()
    .replace(/\s/g, '')
    .split(',')
  const wanted = codings.map(each => each.split(';')).find(([name]) => name === coding)
  return wanted !== undefined && !wanted.some(parameter => /^q=0(\.0*)?$/.test(parameter))
}
