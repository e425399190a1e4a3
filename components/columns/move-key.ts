/** The list with one of its keys at another place; the very same list where it is there already. */
export function moveKey<Key>(keys: readonly Key[], key: Key, to: number): readonly Key[] {
  const from = keys.indexOf(key)
  if (from < 0 || from === to) return keys
  const others = keys.filter(other => other !== key)
  return [...others.slice(0, to), key, ...others.slice(to)]
}
