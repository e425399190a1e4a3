/** The new order, with those of the old one that are still held though the walk missed them, each after whoever stood before. */
export function withMissing(
  ids: readonly string[],
  old: readonly string[],
  brought: ReadonlySet<string>,
  isHeld: (id: string) => boolean,
): string[] {
  const after = new Map<string, string[]>()
  let last = ''
  for (const id of old) {
    if (brought.has(id)) last = id
    else if (isHeld(id)) {
      const followers = after.get(last)
      if (followers) followers.push(id)
      else after.set(last, [id])
    }
  }
  const order = [...(after.get('') ?? [])]
  for (const id of ids) {
    order.push(id)
    const missed = after.get(id)
    if (missed) order.push(...missed)
  }
  return order
}
