import { vi } from 'vitest'

/** Waits until something no longer throws. A busy machine takes its time; nothing is waited for longer than it needs. */
export const until = <Seen>(isSo: () => Seen | Promise<Seen>) =>
  vi.waitFor(isSo, { timeout: 15_000, interval: 20 })
