import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContextOptions, Page } from 'playwright'
import { launch, signIn } from '../support/launch.ts'
import { freePort, startApp, startSandbox } from '../support/servers.ts'
import { Zoom } from '../support/zoom.ts'

/** One more place where the person is signed in. */
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'

/** What a stopped `performance.now()` of the page says; ages are told from it and from the app's clock. */
const PAGE_CLOCK_MS = 500

/** Names of regions and agents in letters that every machine has, so that nobody sees where the pictures were made. */
async function writeInLatin(zoom: Zoom): Promise<void> {
  const agents = await zoom.agents()
  const ids = [...new Set(agents.map(({ region_id }) => region_id))]
  const names = new Map(ids.map((id, place) => [id, ['Middle East', 'Americas', 'APAC', 'EMEA'][place]]))
  const regions = [...names].map(([region_id, region_name]) => ({ region_id, region_name }))
  await zoom.fault({ path: 'regions', times: null, after: 0, set: { regions } })
  for (const { user_id, region_id, display_name = '', user_email = '' } of agents) {
    const isLatin = /^[\p{Script=Latin}\P{L}]+$/u.test(display_name)
    const fromEmail = user_email.split('.').map(word => word.charAt(0).toUpperCase() + word.slice(1))
    await zoom.patchAgent(user_id, {
      region_name: names.get(region_id),
      display_name: isLatin ? display_name : fromEmail.slice(0, 2).join(' '),
    })
  }
}

export type Stage = Awaited<ReturnType<typeof setStage>>

/** The production build with its clocks stopped, over an embedded Zoom, and somebody who is signed in. */
export async function setStage() {
  const [port, clock] = [await freePort(), await freePort()]
  const sandbox = await startSandbox(
    [`http://localhost:${port}/api/auth/callback/zoom`],
    ['--auto-approve', 'ana'],
  )
  const zoom = new Zoom(sandbox.url)
  // Missing names and unknown statuses would want words beside each picture.
  await zoom.settings({ odd_agents: false })
  await writeInLatin(zoom)
  const preload = pathToFileURL(path.join(import.meta.dirname, 'stopped-clock.ts'))
  const app = await startApp(sandbox, port, {
    LOG_LEVEL: 'warn',
    CLOCK_PORT: String(clock),
    // All that one picture needs is asked for in one moment.
    ZOOM_REQUESTS_PER_SECOND: '20',
    NODE_OPTIONS: `--import=${preload}`,
  })
  const browser = await launch()
  await signIn(browser, app.url, IPHONE)
  const storageState = await signIn(browser, app.url)

  /** Moves the app's clock on; resolves with its time. */
  async function moveClock(ms: number): Promise<number> {
    return Number(await (await fetch(`http://127.0.0.1:${clock}/${ms}`)).text())
  }

  /** Work in a page of its own, whose clock stands at the app's time. */
  async function withPage<Result>(
    options: BrowserContextOptions,
    work: (page: Page) => Promise<Result>,
  ): Promise<Result> {
    const settings = { storageState, locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' } as const
    const context = await browser.newContext({ baseURL: app.url, ...settings, ...options })
    const page = await context.newPage()
    const clocks = { now: await moveClock(0), page_ms: PAGE_CLOCK_MS }
    await page.addInitScript(({ now, page_ms }) => {
      performance.now = () => page_ms
      Date.now = () => now
    }, clocks)
    try {
      return await work(page)
    } finally {
      await context.close()
    }
  }

  async function stop(): Promise<void> {
    await browser.close()
    await app.stop()
    await sandbox.stop()
  }

  return { zoom, moveClock, withPage, stop }
}
