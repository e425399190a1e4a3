import { type Browser, type BrowserContext, chromium } from 'playwright'
import { BROWSER_ARGS, findBrowser } from '../../scripts/browser.mjs'

export type State = Awaited<ReturnType<BrowserContext['storageState']>>

/** A browser for what is no browser test. */
export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: BROWSER_ARGS })
}

/** Signs in through the page; the embedded Zoom has to approve at once (`--auto-approve`). */
export async function signIn(browser: Browser, url: string, userAgent?: string): Promise<State> {
  const context = await browser.newContext({ userAgent })
  const page = await context.newPage()
  await page.goto(`${url}/agents`)
  await page.getByRole('button', { name: 'Sign in with Zoom' }).click()
  await page.waitForURL(address => address.pathname === '/agents')
  const state = await context.storageState()
  await context.close()
  return state
}
