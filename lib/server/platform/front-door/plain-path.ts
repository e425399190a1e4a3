const DOT_SEGMENT = /^(\.|%2e){1,2}$/i

/**
 * Whether a request target (RFC 9112, 3.2) is a path that means the same to everybody: one that can be decoded, and
 * nothing in it that one server resolves and the next one does not, such as dot segments, empty segments and backslashes.
 */
export function isPlainPath(target: string): boolean {
  const path = target.split('?', 1)[0] ?? ''
  if (!path.startsWith('/') || path.includes('//') || path.includes('\\')) return false
  return isText(path) && !path.split('/').some(segment => DOT_SEGMENT.test(segment))
}

/**
 * The target with NUL, which is part of no address of ours, in place of escapes that are no text: of a link that was cut
 * off inside of one (`/agents/a%2`) the rest can then be read.
 */
export function replaceBrokenEscapes(target: string): string {
  const [path = '', ...query] = target.split('?')
  const whole = path.replace(/(%[\da-f]{2})+|%/gi, escapes => (isText(escapes) ? escapes : '%00'))
  return [whole, ...query].join('?')
}

function isText(escapes: string): boolean {
  try {
    decodeURIComponent(escapes)
    return true
  } catch {
    return false
  }
}
