import type { Browser, CDPSession, Page } from 'playwright'
import type { State } from '../support/launch.ts'
import { fling, watchPage } from './in-page.ts'

/** One figure of a round; NaN where it could not be taken. */
export type Figures = Record<string, number>

const GOAL_ROW = 5_000
const ROWS_PER_SECOND = 400

export type Marks = { firstRowMs: number; openedMs?: number; layoutShift: number; longTasks: number[] }

/** A visit with an empty cache, up to the first row. */
export async function open(browser: Browser, url: string, storageState: State, cpu = 1) {
  const context = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript(watchPage)
  const session = await context.newCDPSession(page)
  if (cpu > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  const bytes = await countScripts(session)
  await page.goto(`${url}/agents`, { waitUntil: 'commit' })
  await page.waitForFunction(() => (window as unknown as Marks).firstRowMs !== undefined)
  const firstRowMs = await page.evaluate(() => (window as unknown as Marks).firstRowMs)
  return { context, page, session, bytes, firstRowMs }
}

/** Bytes of all scripts as they came over the wire, headers included. */
async function countScripts(session: CDPSession): Promise<() => number> {
  const scripts = new Set<string>()
  let bytes = 0
  await session.send('Network.enable')
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (/javascript/.test(response.mimeType)) scripts.add(requestId)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  return () => bytes
}

/** Milliseconds from an action to the first frame in which `isShown` holds of what was before it. */
export async function timeTo(
  page: Page,
  act: () => Promise<unknown>,
  event: string,
  isShown: (before: string) => boolean,
  before = '',
): Promise<number> {
  // It listens before anything is done: what is done would else be over first now and then.
  const watch = await page.evaluateHandle(
    ([name, source, before]) => ({
      shown: new Promise<number>((resolve, reject) => {
        setTimeout(reject, 30_000, new Error(`After ${name} it was not shown: ${source}`))
        let since = 0
        addEventListener(
          name,
          e => {
            since = e.timeStamp
          },
          { capture: true },
        )
        const test = new Function('before', `return (${source})(before)`) as (before: string) => boolean
        const look = () =>
          since && test(before) ? resolve(performance.now() - since) : requestAnimationFrame(look)
        requestAnimationFrame(look)
      }),
    }),
    [event, String(isShown), before] as const,
  )
  await act()
  return watch.evaluate(({ shown }) => shown)
}

async function heapAndElements(
  page: Page,
  session: CDPSession,
): Promise<{ heapMB: number; elements: number }> {
  await session.send('HeapProfiler.enable')
  for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return {
    heapMB: usedSize / 1e6,
    elements: await page.evaluate(() => document.querySelectorAll('*').length),
  }
}

/** One round of all figures, each visit with an empty cache. */
export async function measure(browser: Browser, url: string, state: State, word: string): Promise<Figures> {
  const cold = await open(browser, url, state)
  await cold.page.getByRole('searchbox').click()
  await cold.page.waitForTimeout(700) // what "a usable list" costs ends here, as in other measurements of this kind
  const scripts = cold.bytes()
  const layoutShift = await cold.page.evaluate(() => (window as unknown as Marks).layoutShift)
  const profile = await timeTo(
    cold.page,
    () => cold.page.locator('[role="row"][data-index="0"]').click(),
    'click',
    () => !!document.querySelector('[role="dialog"] h3'),
  )
  await cold.context.close()

  const slow = await open(browser, url, state, 4)
  await slow.context.close()

  const eager = await open(browser, url, state)
  const box = await eager.page.locator('[role="row"][data-index="0"]').boundingBox()
  const opened = () => eager.page.evaluate(() => (window as unknown as Marks).openedMs)
  while ((await opened()) === undefined) await eager.page.mouse.click((box?.x ?? 0) + 60, (box?.y ?? 0) + 10)
  const usable = (await opened()) ?? Number.NaN
  await eager.context.close()

  const typing = await open(browser, url, state)
  await typing.page.getByRole('searchbox').click()
  const search = await timeTo(
    typing.page,
    () => typing.page.keyboard.type(word, { delay: 80 }),
    'keydown',
    () => {
      const wanted = (document.querySelector('[type="search"]') as HTMLInputElement).value
      const rows = [...document.querySelectorAll('.agents-row')]
      return (
        rows.length > 0 &&
        wanted.length > 5 &&
        rows.every(row => row.textContent?.toLowerCase().includes(wanted))
      )
    },
  )
  await typing.context.close()

  const scrolling = await open(browser, url, state)
  await scrolling.page.waitForTimeout(500)
  const scroll = await scrolling.page.evaluate(fling, { goal: GOAL_ROW, rate: ROWS_PER_SECOND })
  await scrolling.page.waitForTimeout(500)
  const { heapMB, elements } = await heapAndElements(scrolling.page, scrolling.session)
  await scrolling.context.close()

  return {
    'first rows, cold (ms)': cold.firstRowMs,
    'first rows, CPU 4x slower (ms)': slow.firstRowMs,
    'layout shift until usable': layoutShift,
    'cold start to a profile open (ms)': usable,
    'scripts of a usable list (kB)': scripts / 1000,
    'search: last key to filtered rows (ms)': search,
    'open a profile (ms)': profile,
    'scroll to row 5,000 (ms)': scroll.ms,
    '  of it waiting for rows (ms)': scroll.waitedMs,
    '  frames without a row in view (%)': scroll.emptyShare * 100,
    '  long tasks': scroll.longTasks,
    'heap at row 5,000 (MB)': heapMB,
    'elements at row 5,000': elements,
  }
}
