import type { Page } from 'playwright/test'
import type { AgentsPage } from '../../support/agents-page.ts'
import { openEverything } from '../../support/everything-open.ts'
import { expect, test } from '../../support/fixtures.ts'

/** How far the page itself can be scrolled sideways. */
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Scrolls the page, as a wheel does that the list does not take, until the list is at its place. */
async function scrollPageToList(page: Page, agents: AgentsPage): Promise<void> {
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await expect(agents.grid).toBeInViewport()
}

for (const { width, height, means } of [
  { width: 320, height: 256, means: '1280 by 1024 at 400 %' },
  { width: 427, height: 240, means: '1280 by 720 at 300 %' },
  { width: 844, height: 390, means: 'a phone on its side' },
  { width: 1440, height: 420, means: 'a low window' },
]) {
  test(`in ${width} by ${height} pixels, ${means}, the list has nearly the whole window and everything can be reached`, async ({
    page,
    agents,
    openList,
  }) => {
    await page.setViewportSize({ width, height })
    await openList()
    await expect(agents.search).toBeInViewport({ ratio: 1 })
    await scrollPageToList(page, agents)
    const { y = 0, height: shown = 0 } = (await agents.scroller.boundingBox()) ?? {}
    expect(Math.min(y + shown, height) - Math.max(y, 0)).toBeGreaterThan(0.8 * height)
    await agents.scrollTo(1_500)
    await expect(agents.rows.last()).toBeAttached()
    await agents.scrollTo(0)
    // From the top of the list the wheel goes on with the page.
    await page.mouse.move(width / 2, height / 2)
    await page.mouse.wheel(0, -2_000)
    await expect(agents.search).toBeInViewport({ ratio: 1 })
    expect(await sideways(page)).toBe(0)

    await agents.row(2).getByRole('rowheader').click()
    const dialog = page.getByRole('dialog')
    const lastOf = (name: string) => dialog.getByRole('region', { name }).getByRole('listitem').last()
    for (const name of ['Queues', 'Skills']) await expect(lastOf(name)).toBeAttached()
    await expect(dialog).toContainText('Emergency calling') // from now on it grows no more
    await scrollPageToList(page, agents)
    // By the wheel: a script can also scroll what no person can.
    const { x = 0, width: across = 0 } = (await dialog.boundingBox()) ?? {}
    await page.mouse.move(x + across / 2, height / 2)
    await page.mouse.wheel(0, 5_000)
    await expect(lastOf('Skills')).toBeInViewport()
    const close = dialog.getByRole('button', { name: 'Close' })
    await expect(close).toBeInViewport({ ratio: 1 })
    await close.click()
    await expect(agents.row(2).getByRole('link')).toBeFocused()
    await expect(agents.row(2).getByRole('link')).toBeInViewport()
  })
}

test('whatever opens in 320 by 256 pixels fits into them or scrolls', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await page.setViewportSize({ width: 320, height: 256 })
  await zoom.settings({ agents: 8, odd_agents: false })
  await signIn()
  for await (const opened of openEverything({ page, agents, zoom })) {
    expect.soft(await sideways(page), opened).toBe(0)
    expect.soft(await page.evaluate(listOutside), opened).toEqual([])
  }
})

/**
 * What floats and reaches beyond the window, or holds more than it shows and does not scroll. Up and down a popover goes
 * with its button, where that is scrolled. Where a text is cut with an ellipsis, what it stands for tells it in full.
 */
function listOutside(): string[] {
  return [...document.querySelectorAll<HTMLElement>('dialog:modal, [popover]:popover-open')].flatMap(
    floating => {
      const { top, left, bottom, right } = floating.getBoundingClientRect()
      const name = floating.getAttribute('aria-label') ?? floating.textContent?.slice(0, 20) ?? ''
      const isBeside = left < -1 || right > innerWidth + 1
      const isOutside = isBeside || (floating.matches('dialog') && (top < -1 || bottom > innerHeight + 1))
      const cut = [floating, ...floating.querySelectorAll<HTMLElement>('*')].filter(element => {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(element)
        const isCutBeside = overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1
        const isCutBelow = overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1
        return (isCutBeside || isCutBelow) && textOverflow !== 'ellipsis' && !element.closest('.sr-only')
      })
      return [
        ...(isOutside ? [`${name}: ${Math.round(top)} to ${Math.round(bottom)}`] : []),
        ...cut.map(element => `${name}: ${element.outerHTML.slice(0, 80)} is cut`),
      ]
    },
  )
}

test("rows stand on whole pixels where the browser's text is 18.2 pixels", async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 400, odd_agents: false })
  await page.addInitScript(px => {
    document.addEventListener('DOMContentLoaded', () => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`html { font-size: ${px}px }`)
      document.adoptedStyleSheets = [sheet]
    })
  }, 18.2) // no row is whole pixels high by itself then
  for (const [width, density] of [
    [1440, 'compact'],
    [1440, 'comfortable'],
    [900, 'compact'],
    [390, 'compact'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 })
    await signIn(`/agents?density=${density}`)
    await expect(agents.status).toHaveText(/400 agents/)
    await agents.scrollTo(0) // a reload keeps the place
    const height = await agents.row(1).evaluate(row => row.getBoundingClientRect().height)
    expect(height, `${width}, ${density}`).toBe(Math.round(height))
    const top = await agents.row(1).evaluate(row => row.getBoundingClientRect().top)
    await agents.scrollTo(height * 300)
    await expect
      .poll(() => agents.row(301).evaluate(row => row.getBoundingClientRect().top), `${width}, ${density}`)
      .toBe(top)
  }
})

const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`

for (const [means, css] of [
  ['spaced as WCAG 1.4.12 asks', SPACED],
  ['twice as large', 'html { font-size: 200% }'],
] as const) {
  test(`with text ${means} nothing that opens lies over anything else, and icons keep the size of the text`, async ({
    page,
    agents,
    zoom,
    signIn,
  }) => {
    await zoom.settings({ agents: 8, odd_agents: false })
    await signIn()
    await page.addInitScript(text => {
      document.addEventListener('DOMContentLoaded', () => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(text)
        document.adoptedStyleSheets = [sheet]
      })
    }, css)
    await page.reload()
    for await (const opened of openEverything({ page, agents, zoom })) {
      expect.soft(await page.evaluate(listOverlaps), opened).toEqual([])
      expect.soft(await page.evaluate(listSmallIcons), opened).toEqual([])
    }
  })
}

/**
 * Controls that lie over one another, and those whose own words reach out of them; a control inside of another's field,
 * such as the cross in the search, means to.
 */
function listOverlaps(): string[] {
  /** The part of an element that what scrolls around it shows. */
  function seenOf(element: HTMLElement) {
    let { left, right, top, bottom } = element.getBoundingClientRect()
    for (let at = element.parentElement; at; at = at.parentElement) {
      if (getComputedStyle(at).overflowX === 'visible') continue
      const box = at.getBoundingClientRect()
      left = Math.max(left, box.left)
      right = Math.min(right, box.right)
      top = Math.max(top, box.top)
      bottom = Math.min(bottom, box.bottom)
    }
    return { left, right, top, bottom }
  }
  const top = [...document.querySelectorAll('dialog:modal, [popover]:popover-open')].at(-1) ?? document.body
  const controls = [...top.querySelectorAll<HTMLElement>('button, a[href], select, h2, h3, dt, label, p')]
    .filter(element => element.checkVisibility({ opacityProperty: true }) && element.textContent?.trim())
    .filter(element => !element.closest('.sr-only, [role=grid]'))
    .map(element => ({ element, box: seenOf(element) }))
  const found = controls.flatMap(({ element }) => {
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element
    const reachesOut = scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1
    const isVisible = getComputedStyle(element).overflow === 'visible'
    return clientWidth > 0 && reachesOut && isVisible ? [`out of ${element.textContent}`] : []
  })
  for (const [place, one] of controls.entries())
    for (const other of controls.slice(place + 1)) {
      if (one.element.contains(other.element)) continue
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      if (wide > 2 && high > 2) found.push(`${one.element.textContent} / ${other.element.textContent}`)
    }
  return found
}

/** Icons lower than most of a line of the text that they stand in. */
function listSmallIcons(): string[] {
  return [...document.querySelectorAll('svg')]
    .filter(icon => icon.checkVisibility())
    .filter(icon => {
      const { fontSize } = getComputedStyle(icon.parentElement ?? icon)
      return icon.getBoundingClientRect().height < 0.8 * Number.parseFloat(fontSize)
    })
    .map(icon => icon.parentElement?.textContent || (icon.parentElement?.getAttribute('aria-label') ?? ''))
}

test('what is open stays open as a phone is turned, with what was typed there', async ({
  page,
  agents,
  openList,
}) => {
  const upright = { width: 390, height: 844 }
  const onItsSide = { width: 844, height: 390 }
  await page.setViewportSize(onItsSide)
  await openList()
  const columns = page.getByRole('dialog', { name: 'Columns' })
  await page.getByRole('button', { name: 'Columns' }).click()
  await expect(columns.getByRole('checkbox', { name: 'Role' })).toBeVisible()
  await page.setViewportSize(upright)
  await expect(page.getByRole('button', { name: 'Menu' })).toBeVisible()
  await expect(columns).toBeVisible()
  await columns.getByRole('button', { name: 'Close' }).click()

  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Save view' }).click()
  const name = page.getByRole('dialog', { name: 'Save view' }).getByRole('textbox', { name: 'Name' })
  await name.fill('Mornings')
  await page.setViewportSize(onItsSide)
  await expect(page.getByRole('button', { name: 'Density' })).toBeAttached()
  await expect(name).toHaveValue('Mornings')
  await page.keyboard.press('Escape')
  // What had opened it stands in a menu that is gone.
  await expect(page.getByRole('main').locator(':focus')).toBeVisible()
  await page.getByRole('button', { name: 'Columns' }).click()
  await expect(columns).toBeVisible()
  await page.keyboard.press('Escape')
  // Another page takes them away from where they were moved to.
  await page.setViewportSize(upright)
  await page.getByRole('link', { name: 'Connection' }).click()
  await expect(page.getByRole('heading', { name: 'Connection' })).toBeVisible()
  await page.getByRole('button', { name: 'Menu' }).click()
  await expect(page.getByRole('group', { name: 'Menu' }).getByRole('button')).toHaveText(['Commands'])
  await page.getByRole('link', { name: 'Agents' }).click()
  await expect(agents.row(1)).toBeVisible()
  await page.getByRole('button', { name: 'Menu' }).click()
  const menu = page.getByRole('group', { name: 'Menu' }).getByRole('button')
  await expect(menu).toHaveCount(4)
  await expect(menu.first()).toHaveAccessibleName('Views')
})

test('on a phone the tables of counts stand clear of both edges', async ({ page, openList }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openList()
  for (const name of ['By region', 'Last 30 minutes']) {
    await page.getByRole('button', { name }).click()
    const group = page.getByRole('group', { name, exact: true })
    await expect(group.getByRole('table')).toBeVisible()
    const { x = 0, width = 0 } = (await group.boundingBox()) ?? {}
    expect(x, name).toBeGreaterThanOrEqual(8)
    expect(x + width, name).toBeLessThanOrEqual(390 - 8)
    await page.keyboard.press('Escape')
  }
})

test('where a browser cannot place what a button opens beside it, that stands in the middle of the window', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  await page.evaluate(() => {
    const forget = (styles: CSSStyleSheet | CSSGroupingRule) => {
      for (const rule of [...styles.cssRules]) {
        if (rule instanceof CSSSupportsRule && rule.conditionText.includes('position-area'))
          styles.deleteRule([...styles.cssRules].indexOf(rule))
        else if (rule instanceof CSSGroupingRule) forget(rule)
      }
    }
    for (const sheet of document.styleSheets) forget(sheet)
  })
  await agents.filters.getByRole('button', { name: 'Status', exact: true }).click()
  const group = page.getByRole('group', { name: 'Status', exact: true })
  await expect(group.getByRole('checkbox').first()).toBeVisible()
  const { x, y, width, height } = (await group.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const window = page.viewportSize() ?? { width: 0, height: 0 }
  expect(x + width / 2).toBeCloseTo(window.width / 2, -1)
  expect(y + height / 2).toBeCloseTo(window.height / 2, -1)
})
