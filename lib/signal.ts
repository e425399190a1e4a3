/**
 * Tells listeners that something outside of React has changed: the half of `useSyncExternalStore` that is the same
 * everywhere. `whileHeard` starts what is needed as long as somebody listens, and returns how to stop it.
 */
export function createSignal(whileHeard?: () => () => void) {
  const listeners = new Set<() => void>()
  let stop: (() => void) | undefined

  return {
    notify(): void {
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener: () => void): () => void {
      if (listeners.size === 0) stop = whileHeard?.()
      listeners.add(listener)
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) stop?.()
      }
    },
  }
}
