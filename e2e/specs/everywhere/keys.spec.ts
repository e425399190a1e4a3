import type { Page } from 'playwright/test'
import { expect, takenOver, test } from '../../support/fixtures.ts'

type Press = Pick<
  KeyboardEventInit,
  'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing' | 'modifierAltGraph'
>

/** A key as a keyboard layout or an input method would report it; whether the page took it. */
function press(page: Page, init: Press & { keyCode?: number }): Promise<boolean> {
  return page.evaluate(init => {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, composed: true, ...init })
    const target = document.activeElement ?? document.body
    target.dispatchEvent(event)
    return event.defaultPrevented
  }, init)
}

const dialogs = (page: Page) => page.getByRole('dialog')

test('one Escape clears the search, the next one closes the profile', async ({ page, agents, openList }) => {
  await openList()
  const name = (await agents.row(1).getByRole('link').textContent()) ?? ''
  await agents.row(1).getByRole('rowheader').click()
  await expect(agents.profile(name)).toBeVisible()
  await agents.search.fill(name)
  await page.keyboard.press('Escape')
  await expect(agents.search).toHaveValue('')
  await expect(agents.profile(name)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(agents.profile(name)).toHaveCount(0)
})

test('an Escape that cancels an input method closes nothing', async ({ page, agents, openList }) => {
  await openList()
  await agents.row(1).getByRole('rowheader').click()
  await expect(dialogs(page)).toHaveCount(1)
  await press(page, { key: 'Escape', isComposing: true })
  await press(page, { key: 'Escape', keyCode: 229 })
  await agents.search.fill('a')
  await press(page, { key: 'Escape', isComposing: true })
  await expect(agents.search).toHaveValue('a')
  await expect(dialogs(page)).toHaveCount(1)
})

test('a real input method is cancelled by Escape over an open dialog, which stays', async ({
  page,
  openList,
}) => {
  await openList()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused()
  const session = await page.context().newCDPSession(page)
  await session.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused()
})

test('what an input method is still writing is not searched for', async ({ page, agents, openAll }) => {
  await openAll()
  await agents.search.focus()
  const session = await page.context().newCDPSession(page)
  await session.send('Input.imeSetComposition', { text: 'zzz', selectionStart: 3, selectionEnd: 3 })
  await expect(agents.search).toHaveValue('zzz')
  await expect(agents.status).toHaveText('All 437 agents')
  await session.send('Input.insertText', { text: 'garcia' })
  await expect(agents.status).toHaveText(/^\d+ agents$/)
})

test('the profile is stepped by [ and ], also where AltGr writes them, and never with a modifier', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  await agents.row(2).getByRole('rowheader').click()
  const address = (place: number) => agents.row(place).getByRole('link').getAttribute('href')
  const [first, second, third] = await Promise.all([address(1), address(2), address(3)])
  const at = (path: string | null) => expect.poll(() => new URL(page.url()).pathname).toBe(path)
  await at(second)
  for (const modifier of ['ctrlKey', 'altKey', 'metaKey'] as const) {
    expect(await press(page, { key: ']', [modifier]: true })).toBe(false)
  }
  await at(second)
  expect(await press(page, { key: ']', ctrlKey: true, altKey: true, modifierAltGraph: true })).toBe(true)
  await at(third)
  await page.keyboard.press('[')
  await at(second)
  await page.keyboard.press('[')
  await at(first)
})

test('a single character is text where text is written, and a key elsewhere', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  await page.keyboard.press('/')
  await expect(agents.search).toBeFocused()
  await page.keyboard.type('?/')
  await expect(agents.search).toHaveValue('?/')
  await expect(dialogs(page)).toHaveCount(0)
  await agents.access.focus()
  await page.keyboard.press('?')
  await expect(dialogs(page)).toHaveCount(0)
})

test('? opens the dialog Keys, which lists every key and gives the focus back', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  await agents.refresh.focus()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  for (const cap of ['?', '/', '[', ']', 'Esc', 'Enter', 'Ctrl', 'K']) {
    await expect(
      keys.locator('kbd', { hasText: new RegExp(`^${cap.replace(/[[\]?]/, '\\$&')}$`) }).first(),
    ).toBeVisible()
  }
  // Under a modal dialog the keys of the page behind it are off.
  await page.keyboard.press('/')
  await expect(agents.search).not.toBeFocused()
  await page.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)
  await expect(agents.refresh).toBeFocused()
})

test('single-key shortcuts can be turned off, and this browser remembers it', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  const openSecond = async () => {
    await agents.row(2).getByRole('rowheader').click()
    return page.getByRole('dialog')
  }
  await expect((await openSecond()).locator('kbd')).toHaveText(['[', ']'])
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  const toggle = page.getByRole('switch', { name: 'Single-key shortcuts' })
  await expect(toggle).toBeChecked()
  const described = page.getByRole('dialog', { name: 'Keys' }).getByRole('term')
  await expect(described.filter({ hasText: '(off)' })).toHaveCount(0)
  const other = await page.context().newPage()
  await other.goto('/agents')
  const there = other.getByRole('searchbox', { name: 'Search agents' })
  await expect(there).toHaveAttribute('aria-keyshortcuts', '/')
  await takenOver(other)
  await toggle.click()
  await expect(described.filter({ hasText: 'Search agents' })).toHaveText('Search agents (off)')
  await expect(described.filter({ hasText: 'Find an agent' })).not.toContainText('(off)')
  // All tabs follow.
  await expect(there).not.toHaveAttribute('aria-keyshortcuts')
  await other.close()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(agents.row(1)).toBeVisible()
  await expect(agents.search).not.toHaveAttribute('aria-keyshortcuts')
  await page.keyboard.press('/')
  await expect(agents.search).not.toBeFocused()
  await page.keyboard.press('?')
  await expect(dialogs(page)).toHaveCount(0)
  const profile = await openSecond()
  await expect(profile.locator('kbd')).toHaveCount(0)
  await expect(profile.getByRole('button', { name: 'Next agent' })).not.toHaveAttribute('aria-keyshortcuts')
  await page.keyboard.press('Escape')
  // What needs a modifier stays, and so does the way back.
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Keys' }).click()
  await toggle.click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await expect(agents.search).toBeFocused()
})

test('Enter on a column heading opens no profile', async ({ page, agents, openList }) => {
  await openList()
  await agents.heading('Email').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+k') // whatever Enter would have opened is there by now
  await expect(page.getByRole('dialog')).toHaveCount(1)
  expect(new URL(page.url()).pathname).toBe('/agents')
})

test('a key pressed in the moment a page appears is that page’s', async ({ page, openList }) => {
  await openList()
  await page.evaluate(() => {
    const isMac = /Mac/.test(navigator.platform)
    // Told before the frame that shows it.
    new MutationObserver((_, observer) => {
      if (document.querySelector('h1')?.textContent !== 'Connection') return
      observer.disconnect()
      const key = { key: 'k', ctrlKey: !isMac, metaKey: isMac, bubbles: true, cancelable: true }
      document.body.dispatchEvent(new KeyboardEvent('keydown', key))
    }).observe(document.body, { childList: true, subtree: true })
  })
  await page.getByRole('link', { name: 'Connection' }).click()
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
})
