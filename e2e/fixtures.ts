import { test as base, expect, type Page } from 'playwright/test'
import { freePort, type SandboxProcess, type Server, startApp, startSandbox } from './servers'

/** An agent as the embedded account holds it: any field may be missing or odd. */
export type TrueAgent = Record<string, unknown> & {
  user_id: string
  display_name?: string
  user_email?: string
  user_access?: string
}

/** The control side of the embedded Zoom (e2e/sandbox/README.md). */
export class Zoom {
  readonly url: string
  constructor(url: string) {
    this.url = url
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/__sandbox/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json().catch(() => undefined)) as T
  }

  fault = (fault: Record<string, unknown>) => this.call<unknown>('POST', 'faults', fault)
  clearFaults = () => this.call<unknown>('DELETE', 'faults')
  settings = (settings: Record<string, unknown>) => this.call<unknown>('POST', 'settings', settings)
  reset = () => this.call<unknown>('POST', 'reset')
  expireAccess = () => this.call<unknown>('POST', 'expire-access')
  killGrants = () => this.call<unknown>('POST', 'kill-grants')
  expirePageTokens = () => this.call<unknown>('POST', 'expire-page-tokens')
  patchAgent = (id: string, fields: Record<string, unknown>) =>
    this.call<unknown>('POST', `agents/${encodeURIComponent(id)}`, fields)
  agents = () => this.call<TrueAgent[]>('GET', 'agents')
  stats = () =>
    this.call<{ calls: Record<string, Record<string, number>>; writes: number; refreshes: number }>(
      'GET',
      'stats',
    )
  log = () => this.call<{ method: string; path: string; status: number }[]>('GET', 'calls')

  /** How many calls of a name were made, whatever came of them. */
  async count(name: string): Promise<number> {
    return Object.values((await this.stats()).calls[name] ?? {}).reduce((sum, n) => sum + n, 0)
  }
}

type WorkerFixtures = { servers: { zoom: SandboxProcess; app: Server } }
type TestFixtures = {
  zoom: Zoom
  app: Server
  signIn: (page: Page, path?: string, who?: string) => Promise<void>
}

/** Each worker has an embedded Zoom and a production server of its own; each test finds the account as new. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  servers: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      const port = await freePort()
      const zoom = await startSandbox(
        [`http://localhost:${port}/api/auth/callback/zoom`],
        ['--agents', '1037', '--canary', 'CANARY'],
      )
      const app = await startApp(zoom, port, { ZOOM_REQUESTS_PER_SECOND: '20' })
      await use({ zoom, app })
      await app.stop()
      await zoom.stop()
    },
    { scope: 'worker' },
  ],
  app: async ({ servers }, use) => use(servers.app),
  baseURL: async ({ servers }, use) => use(servers.app.url),
  zoom: async ({ servers }, use) => {
    const zoom = new Zoom(servers.zoom.url)
    await zoom.reset()
    // Our own pace is tested elsewhere; here it would only slow the tests down.
    await zoom.settings({ medium_per_second: 200, light_per_second: 400, general_light_per_second: 200 })
    await use(zoom)
  },
  // Through the real pages: our button, Zoom's consent, the callback.
  signIn: async ({ zoom: _ }, use) => {
    await use(async (page, path = '/agents', who = 'ana') => {
      await page.goto(path)
      await page.getByRole('button', { name: 'Sign in with Zoom' }).click()
      await page.locator(`input[value="${who}"]`).check()
      await page.getByRole('button', { name: 'Allow' }).click()
      await page.waitForURL(url => !url.pathname.startsWith('/oauth'))
    })
  },
})

export { expect }
