import axe from 'axe-core'
import type { Page } from 'playwright/test'

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds, short enough to read. */
export async function violations(page: Page): Promise<string[]> {
  // Once for each document: to read so long a script takes the browser as long as to look with it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async values => {
    const own = (window as unknown as { axe: typeof axe }).axe
    const { violations } = await own.run({ resultTypes: ['violations'], runOnly: { type: 'tag', values } })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map(({ target }) => target.join(' '))}`,
    )
  }, STANDARD)
}
