/** A name as it is seen: a page shows no spaces at its ends and one of several, so that two that differ by those are one to whoever reads them. */
export function plainWords(name: string): string {
  // Asked for every agent at every key: most names need nothing.
  return name === name.trim() && !name.includes('  ') ? name : name.replace(/\s+/g, ' ').trim()
}
