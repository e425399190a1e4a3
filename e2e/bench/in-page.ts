/*
 * What runs inside the measured page. Each function is sent to the browser as its source, so it uses nothing
 * from outside of itself.
 */

/** Times of the first row in view, tasks over 50 ms, and how much the layout shifted; install before navigation. */
export function watchPage(): void {
  const marks = window as typeof window & {
    firstRowMs?: number
    openedMs?: number
    longTasks?: number[]
    layoutShift?: number
  }
  marks.longTasks = []
  marks.layoutShift = 0
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) marks.longTasks?.push(entry.duration)
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver(list => {
    for (const entry of list.getEntries())
      marks.layoutShift = (marks.layoutShift ?? 0) + (entry as PerformanceEntry & { value: number }).value
  }).observe({ type: 'layout-shift', buffered: true })
  const look = () => {
    if (marks.firstRowMs === undefined && document.querySelector('[role="row"][data-index="0"]'))
      marks.firstRowMs = performance.now()
    if (marks.openedMs === undefined && document.querySelector('[role="dialog"]'))
      marks.openedMs = performance.now()
    if (marks.firstRowMs === undefined || marks.openedMs === undefined) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Scrolls at `rate` rows a second until `goal` rows have passed. Milliseconds at the end of what is loaded; share of frames with no row at the bottom. */
export async function fling({ goal, rate }: { goal: number; rate: number }) {
  const scroller = document.querySelector('[data-agents-scroller]') as HTMLElement
  const rowHeight = (document.querySelector('.agents-row') as HTMLElement).offsetHeight
  const tasks = (window as typeof window & { longTasks?: number[] }).longTasks ?? []
  tasks.length = 0
  let position = scroller.scrollTop
  let waitedMs = 0
  let frames = 0
  let empty = 0
  let last = performance.now()
  const startedAt = last
  while (position / rowHeight < goal && last - startedAt < 120_000) {
    const now = await new Promise<number>(resolve => requestAnimationFrame(resolve))
    const passed = Math.min(now - last, 100)
    last = now
    const end = scroller.scrollHeight - scroller.clientHeight
    const wanted = position + (passed * rate * rowHeight) / 1000
    if (wanted > end) waitedMs += passed
    position = Math.min(wanted, end)
    scroller.scrollTop = position
    frames++
    const { left, right, bottom } = scroller.getBoundingClientRect()
    if (!document.elementFromPoint((left + right) / 2, bottom - 24)?.closest('[role="row"]')) empty++
  }
  return { ms: last - startedAt, waitedMs, emptyShare: empty / frames, longTasks: tasks.length }
}
