const DOT_SEGMENT = /^(\.|%2e){1,2}$/i

/**
 * Whether a request target (RFC 9112, 3.2) is a path that means the same to everybody: one that can be decoded, and
 * nothing in it that one server resolves and the next one does not, such as dot segments, empty segments and backslashes.
 */
export function isPlainPath(target: string): boolean {
  const path = target.split('?', 1)[0] ?? ''
  if (!path.startsWith('/') || path.includes('//') || path.includes('\\')) return false
  if (path.split('/').some(segment => DOT_SEGMENT.test(segment))) return false
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
