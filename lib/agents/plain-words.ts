/** Seen by nobody: soft hyphen, zero-width space, marks of direction, word joiner, byte order mark. */
const UNSEEN = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
/**
 * Joiners mean something between letters that join, and in emoji; elsewhere they are as unseen as the others. Looked for
 * from the first of a row of them alone: names may be of any length.
 */
const JOINER = /(?<![\u0100-\uffff])[\u200c\u200d]+|(?<![\u200c\u200d])[\u200c\u200d]+(?![\u0100-\uffff])/g

/** A text without what nobody sees in it, composed (NFC). */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, '').replace(JOINER, '').normalize('NFC')
}

// Asked for every agent at every key: most names need nothing.
const PLAIN = /^[!-~]+( [!-~]+)*$/

/**
 * A name as it is seen: no spaces at its ends, one for several, nothing that takes no room, and one way to write an accent.
 * Two names that differ by nothing else are one to whoever reads them.
 */
export function plainWords(name: string): string {
  if (PLAIN.test(name)) return name
  const plain = withoutUnseen(name).replace(/\s+/g, ' ').trim()
  return plain === name ? name : plainWords(plain)
}
