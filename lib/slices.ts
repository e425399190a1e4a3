/** Rows that even a slow machine writes in far less than 50 ms, the length of a task that a person feels. */
const SLICE = 200

/** Items in parts, between which the page can draw and answer: long work that holds up nobody. */
export async function* inSlices<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  for (let from = 0; from < items.length; from += SLICE) {
    if (from > 0) await letOthersRun()
    yield items.slice(from, from + SLICE)
  }
}

type Scheduler = { yield?: () => Promise<void> }

/** Goes on soon: a timer waits 4 ms each time, and a second in a tab that is not in view. */
function letOthersRun(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: Scheduler }
  return scheduler?.yield?.() ?? new Promise(resolve => setTimeout(resolve))
}
