import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds, short enough to read. */
export async function violations(page: Page): Promise<string[]> {
  // Only frames of other sites need the other mode, which opens a page of its own for each look; there are none.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(STANDARD)
  const { violations } = await axe.analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map(({ target }) => target.join(' '))}`,
  )
}
