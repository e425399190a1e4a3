import { afterEach, vi } from 'vitest'

/** No unit test leaves its clock or its spies to the next one. */
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})
