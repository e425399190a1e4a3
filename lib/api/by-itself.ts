let isOn = false
/** Of reads that go on page by page: what follows the first page is nobody's doing either. */
const signals = new WeakSet<AbortSignal>()

/** Runs what asks the server though no person caused it: each read that it starts says so (`X-Rollcall-Background`). */
export function byItself<Result>(ask: () => Result): Result {
  isOn = true
  try {
    return ask()
  } finally {
    isOn = false
  }
}

/** Whether what is asked now is nobody's doing, or what was asked under the same signal before. */
export function isByItself(signal?: AbortSignal): boolean {
  if (isOn && signal) signals.add(signal)
  return isOn || (signal !== undefined && signals.has(signal))
}
