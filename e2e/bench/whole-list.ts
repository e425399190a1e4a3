import type { Browser, Page } from 'playwright'
import type { State } from '../support/launch.ts'
import { fling } from './in-page.ts'
import { type Figures, type Marks, open, timeTo } from './measure.ts'

/** Rows a second: as fast as pages can be fetched. */
const FASTEST = 4_000
/** A word of which each key leaves fewer agents. */
const WORD = 'gar'

type Act = { what: string; act: (page: Page) => Promise<unknown>; undo: (page: Page) => Promise<unknown> }

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) =>
  page.getByRole('columnheader', { name, exact: true }).getByRole('button')
const clearFilters = (page: Page) => button(page, 'Clear filters').click()
const pressEscape = (page: Page) => page.keyboard.press('Escape')

/** What a person may do with all agents, one at a time. */
const ACTS: readonly Act[] = [
  { what: 'profile', act: page => page.locator('.agents-row').nth(8).click(), undo: pressEscape },
  {
    what: 'typing',
    act: page => page.getByRole('searchbox').pressSequentially(WORD, { delay: 80 }),
    undo: page => page.getByRole('searchbox').fill(''),
  },
  {
    what: 'filter',
    act: page => page.getByRole('combobox', { name: 'Access' }).selectOption('inactive'),
    undo: clearFilters,
  },
  {
    what: 'count by status',
    act: page =>
      page
        .getByRole('list', { name: 'Agents by status' })
        .getByRole('button', { name: /^Ready/ })
        .click(),
    undo: clearFilters,
  },
  { what: 'by region', act: page => button(page, 'By region').click(), undo: pressEscape },
  {
    what: 'order by name',
    act: page => heading(page, 'Name').click(),
    undo: async page => {
      await heading(page, 'Name').click()
      await heading(page, 'Name').click()
    },
  },
  {
    what: 'order by status',
    act: page => heading(page, 'Status').click(),
    undo: async page => {
      await heading(page, 'Status').click()
      await heading(page, 'Status').click()
    },
  },
  {
    what: 'select all',
    act: page => page.getByRole('checkbox', { name: 'Select all', exact: true }).click(),
    undo: async () => {},
  },
  { what: 'copy rows of all', act: page => button(page, 'Copy rows').click(), undo: async () => {} },
  {
    what: 'clear selection',
    act: page => button(page, 'Clear selection').click(),
    undo: async () => {},
  },
]

/** What people do once every agent is held: how long the page is blocked by it at most, as the browser reports what takes over 50 ms. */
export async function measureWholeList(browser: Browser, url: string, state: State): Promise<Figures> {
  const { page, context } = await open(browser, url, state)
  await context.grantPermissions(['clipboard-write'])
  const total = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1
  const everybody = page.getByRole('status').filter({ hasText: `All ${total.toLocaleString('en')} agents` })
  await page.waitForTimeout(500)
  await page.evaluate(fling, { goal: total - 40, rate: FASTEST })
  await everybody.waitFor()

  async function longestTask(act: () => Promise<unknown>): Promise<number> {
    await page.evaluate(() => {
      ;(window as unknown as Marks).longTasks.length = 0
    })
    await act()
    await page.waitForTimeout(600)
    return page.evaluate(() => Math.max(0, ...(window as unknown as Marks).longTasks))
  }

  const figures: Figures = {}
  for (const { what, act, undo } of ACTS) {
    figures[`all held: longest task over 50 ms, ${what}`] = await longestTask(() => act(page))
    await undo(page)
    await everybody.waitFor()
    await page.waitForTimeout(600)
  }
  figures['all held: slowest key to its rows (ms)'] = await slowestKey(page)

  await button(page, 'Export').click()
  await page.getByRole('radio', { name: 'All fields' }).check()
  let exported = Number.NaN
  figures['all held: longest task over 50 ms, export'] = await longestTask(async () => {
    exported = await timeTo(
      page,
      () => button(page, 'Download CSV').click(),
      'click',
      () => document.querySelector('dialog:modal')?.textContent?.includes('Saved as') === true,
    )
  })
  figures['all held: export of all fields (ms)'] = exported
  await context.close()
  return figures
}

/** Milliseconds from a key to rows that are those of the word so far, of the slowest key of a word. */
async function slowestKey(page: Page): Promise<number> {
  await page.getByRole('searchbox').click()
  const times: number[] = []
  for (const key of WORD) {
    const before = String(await page.getByRole('grid').getAttribute('aria-rowcount'))
    times.push(
      await timeTo(
        page,
        () => page.keyboard.press(key),
        'keydown',
        before => document.querySelector('[role="grid"]')?.ariaRowCount !== before,
        before,
      ),
    )
    await page.waitForTimeout(200)
  }
  await page.getByRole('searchbox').fill('')
  return Math.max(...times)
}
