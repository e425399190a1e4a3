// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/

/**
 * Whether a text can stand as one segment of Zoom's path. Ids are opaque (zoom.md section 6), so anything
 * goes that percent-encoding carries safely; dot segments, control characters, lone surrogates and more
 * than 256 characters do not.
 */
export function isUsableId(id: string): boolean {
  return id.trim() !== '' && id.length <= 256 && !hasDotSegment(id) && !CONTROL.test(id) && id.isWellFormed()
}

/** Also inside: whoever decodes before routing would read such a segment as a step in the path. */
function hasDotSegment(id: string): boolean {
  return id.split(/[/\\]/).some(segment => segment === '.' || segment === '..')
}
