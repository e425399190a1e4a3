import { randomUUID } from 'node:crypto'
import { test as base, expect, type Page } from 'playwright/test'
import { AgentsPage } from './agents-page.ts'
import { freePort, type SandboxProcess, type Server, startApp, startSandbox } from './servers.ts'
import { type TrueAgent, Zoom } from './zoom.ts'

type WorkerFixtures = { servers: { zoom: SandboxProcess; app: Server } }
type TestFixtures = {
  zoom: Zoom
  app: Server
  agents: AgentsPage
  /** Signs in by HTTP, without a page that is opened for it. */
  haveSession: () => Promise<void>
  /** Signs in by HTTP as one of the embedded Zoom's people and opens an address, the list unless told. */
  signIn: (path?: string, who?: string) => Promise<void>
  /** The same, until the first agent is on screen. */
  openList: (path?: string) => Promise<void>
  /** The same, until all agents are there. */
  openAll: (path?: string) => Promise<void>
  /** Keeps all agents from arriving: the list then goes on as it does until they have, page by page from Zoom. */
  pagesOnly: () => Promise<void>
  /** Opens such a list. */
  openPages: (path?: string) => Promise<void>
  /** An account whose agents come with one page, so that every count is of everybody. */
  everybody: TrueAgent[]
}

/**
 * Each worker has an embedded Zoom and a production server of its own; each test finds the account as new: with more agents than
 * one page of Zoom's has, and no more than two have. What needs more says so.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  servers: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      const port = await freePort()
      const zoom = await startSandbox(
        [`http://localhost:${port}/api/auth/callback/zoom`],
        ['--agents', '437', '--canary', 'CANARY'],
      )
      const app = await startApp(zoom, port, { ZOOM_REQUESTS_PER_SECOND: '20', ROSTER_SECONDS: '5' })
      await use({ zoom, app })
      await app.stop()
      await zoom.stop()
    },
    { scope: 'worker' },
  ],
  // Whoever asks the app finds the account as new, too: with `servers` alone it would be that of the test before.
  app: async ({ servers, zoom: _ }, use) => use(servers.app),
  baseURL: async ({ servers }, use) => use(servers.app.url),
  zoom: async ({ servers }, use) => {
    const zoom = new Zoom(servers.zoom.url)
    await zoom.reset()
    // Our own pace is tested elsewhere; here it would only slow the tests down.
    await zoom.settings({
      medium_per_second: 200,
      light_per_second: 400,
      general_light_per_second: 200,
      // Or the app would still hold the agents of the test before.
      account_suffix: `-${randomUUID()}`,
    })
    await use(zoom)
  },
  agents: async ({ page }, use) => use(new AgentsPage(page)),
  haveSession: async ({ page, app, zoom: _ }, use) => use(() => signInByHttp(page, app, 'ana')),
  signIn: async ({ page, app, zoom: _ }, use) => {
    await use(async (path = '/agents', who = 'ana') => {
      await signInByHttp(page, app, who, path)
      await page.goto(path)
      await takenOver(page)
    })
  },
  openList: async ({ agents, signIn }, use) => {
    await use(async path => {
      await signIn(path)
      await expect(agents.row(1)).toBeVisible()
    })
  },
  openAll: async ({ agents, openList }, use) =>
    use(async path => {
      await openList(path)
      await expect(agents.status).toHaveText(/^All [\d,]+ agents$/)
    }),
  pagesOnly: async ({ page }, use) =>
    use(async () => {
      await page.route('**/api/roster?*', route => route.abort())
    }),
  openPages: async ({ openList, pagesOnly }, use) =>
    use(async path => {
      await pagesOnly()
      await openList(path)
    }),
  everybody: async ({ zoom }, use) => {
    await zoom.settings({ agents: 240, odd_agents: false })
    await use(await zoom.agents())
  },
})

/** Waits until React has taken over the page: a key, unlike a press, does nothing before that. */
export async function takenOver(page: Page): Promise<void> {
  await expect(page.locator('[data-early]')).toHaveCount(0)
}

/** Signs in for the whole browser without any of its pages noticing. */
export async function signInByHttp(page: Page, app: Server, who: string, path = '/agents'): Promise<void> {
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
  const form = { csrfToken, callbackUrl: path, json: 'true' }
  const { url } = await (await page.request.post('/api/auth/signin/zoom', { form })).json()
  const consent = await page.request.get(`${url}&as=${who}`, { maxRedirects: 0 })
  const { pathname, search } = new URL(consent.headers().location ?? '')
  await page.request.get(`${app.url}${pathname}${search}`, { maxRedirects: 0 })
}

/** Brings a page into view until it has asked the server: one that is not hydrated yet hears nothing. */
export async function comeIntoView(page: Page): Promise<void> {
  await expect(async () => {
    const asked = page.waitForResponse('**/api/auth/session', { timeout: 1_000 })
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
    await (await asked).finished()
  }).toPass()
}

/** A reading that nobody at this page asks for, now and not in ten seconds: somebody else has the list read, and the tab comes into view. */
export async function readInBackground(page: Page): Promise<void> {
  const headers = { 'x-rollcall': '1', 'x-rollcall-background': '1' }
  const since = Date.now()
  await expect
    .poll(async () => {
      const answer = await page.request.get('/api/roster?every=10&refresh=1', { headers })
      return Date.parse((await answer.json()).read_at)
    })
    .toBeGreaterThan(since)
  await comeIntoView(page)
}

/** Who caused each request for data from now on, as it says itself. */
export function watchCauses(page: Page): ('nobody' | 'somebody')[] {
  const causes: ('nobody' | 'somebody')[] = []
  page.on('request', request => {
    if (!/\/api\/(zoom|roster)/.test(request.url())) return
    causes.push(request.headers()['x-rollcall-background'] === '1' ? 'nobody' : 'somebody')
  })
  return causes
}

/** Hides a page as another tab before it does, or shows it again. */
export async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate(isHidden => {
    const seen = { hidden: isHidden, visibilityState: isHidden ? 'hidden' : 'visible' }
    for (const [name, value] of Object.entries(seen))
      Object.defineProperty(document, name, { configurable: true, value })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, hidden)
}

/** Zoom's consent page: chooses who is signing in, and allows it. */
export async function allowAtZoom(page: Page, who = 'ana'): Promise<void> {
  await page.locator(`input[value="${who}"]`).check()
  await page.getByRole('button', { name: 'Allow' }).click()
}

/** Signs in through the real pages: our button, Zoom's consent, the callback. */
export async function signInByHand(page: Page, path = '/agents', who = 'ana'): Promise<void> {
  await page.goto(path)
  await page.getByRole('button', { name: 'Sign in with Zoom' }).click()
  await allowAtZoom(page, who)
  await page.waitForURL(url => !url.pathname.startsWith('/oauth'))
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
}

export { expect, type TrueAgent, Zoom }
