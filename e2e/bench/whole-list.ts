import type { Browser } from 'playwright'
import type { State } from '../support/launch.ts'
import { fling } from './in-page.ts'
import { type Figures, type Marks, open } from './measure.ts'

/** Rows a second: as fast as pages can be fetched. */
const FASTEST = 4_000

/** What people wait for once every agent is held: the longest task of each, as the browser reports those over 50 ms. */
export async function measureWholeList(browser: Browser, url: string, state: State): Promise<Figures> {
  const { page, context } = await open(browser, url, state)
  const total = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1
  await page.waitForTimeout(500)
  await page.evaluate(fling, { goal: total - 40, rate: FASTEST })
  await page
    .getByRole('status')
    .filter({ hasText: `All ${total.toLocaleString('en')} agents` })
    .waitFor()

  async function longestTask(act: () => Promise<unknown>): Promise<number> {
    await page.evaluate(() => {
      ;(window as unknown as Marks).longTasks.length = 0
    })
    await act()
    await page.waitForTimeout(600)
    return page.evaluate(() => Math.max(0, ...(window as unknown as Marks).longTasks))
  }
  const profile = await longestTask(() => page.locator('.agents-row').nth(8).click())
  await page.keyboard.press('Escape')
  const typing = await longestTask(() => page.getByRole('searchbox').pressSequentially('mar', { delay: 80 }))
  await page.getByRole('searchbox').fill('')
  await page
    .getByRole('status')
    .filter({ hasText: `All ${total.toLocaleString('en')} agents` })
    .waitFor()
  const filter = await longestTask(() =>
    page.getByRole('combobox', { name: 'Access' }).selectOption('inactive'),
  )
  await context.close()
  return {
    'all held: longest task over 50 ms, profile': profile,
    'all held: longest task over 50 ms, typing': typing,
    'all held: longest task over 50 ms, filter': filter,
  }
}
