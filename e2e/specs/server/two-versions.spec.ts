import { rmSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { AgentsPage } from '../../support/agents-page.ts'
import {
  type Balancer,
  hasCaddy,
  hasNginx,
  openBalancer,
  openCaddy,
  openNginx,
} from '../../support/balancer.ts'
import { test as base, expect, signInByHand, takenOver } from '../../support/fixtures.ts'
import { buildOtherSources, makeOtherBuild, type OtherBuild } from '../../support/other-build.ts'
import { RedisServer } from '../../support/redis-server.ts'
import { freePort, startApp, startSandbox } from '../../support/servers.ts'
import { Zoom } from '../../support/zoom.ts'

const BUILD_WITHIN_MS = 300_000

/** With OTHER_BUILD=real it is built from other sources, which takes longer than a test may. */
const test = base.extend<object, { build: OtherBuild }>({
  build: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      const build = process.env.OTHER_BUILD === 'real' ? buildOtherSources() : makeOtherBuild()
      await use(build)
      rmSync(build.folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: BUILD_WITHIN_MS },
  ],
})

const BALANCERS: [string, Balancer, isThere: () => boolean][] = [
  ['a balancer', openBalancer, () => true],
  ['Caddy with our Caddyfile', openCaddy, hasCaddy],
  ['nginx with our nginx.conf', openNginx, hasNginx],
]

for (const [name, open, isThere] of BALANCERS)
  test(`behind ${name} a new version takes the place of an old one, whose open tabs go on`, async ({
    page,
    context,
    build,
  }) => {
    test.skip(!isThere(), 'This machine has no such proxy.')
    const [port, fresh, stale] = [await freePort(), await freePort(), await freePort()]
    const url = `http://localhost:${port}`
    const sandbox = await startSandbox([`${url}/api/auth/callback/zoom`], ['--agents', '40'])
    const zoom = new Zoom(sandbox.url)
    const redis = await RedisServer.reserve()
    await redis.start()
    const env = { NEXTAUTH_URL: url, REDIS_URL: redis.url }
    const [newer, older] = await Promise.all([
      startApp(sandbox, fresh, env, build.folder),
      startApp(sandbox, stale, env),
    ])
    // The new one first: a script of the old one is asked for where it is not.
    const balancer = await open(port, [fresh, stale])
    /** Opens the list as the old version makes it, whichever instance is asked. */
    async function openOld(tab: Page, address = '/agents') {
      await expect(async () => {
        await tab.goto(url + address)
        expect(build.isNamedIn(await tab.content())).toBe(false)
      }).toPass()
      await takenOver(tab)
    }
    const failed: string[] = []
    context.on('response', answer => {
      if (answer.status() >= 400) failed.push(`${answer.status()} ${answer.url()}`)
    })
    // Nothing is fetched before it is wanted.
    await context.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } })
    })
    try {
      const nowhere = await fetch(`http://localhost:${stale}/_next/static/chunks/of-the-other.js`)
      // What one instance has not may be there at the next try.
      expect([nowhere.status, nowhere.headers.get('cache-control')]).toEqual([
        404,
        expect.stringContaining('no-store'),
      ])
      await signInByHand(page, `${url}/agents`)
      await openOld(page, '/agents?access=active')
      const agents = new AgentsPage(page)
      await page.getByRole('button', { name: 'Columns' }).click()
      await expect(
        page.getByRole('dialog').getByRole('checkbox', { name: 'Email', exact: true }),
      ).toBeVisible()
      await page.keyboard.press('Escape')
      const other = await context.newPage()
      await openOld(other)
      expect(failed).toEqual([])

      await older.stop()
      const agent = (await zoom.agents()).find(({ user_access }) => user_access === 'active')
      await zoom.patchAgent(agent?.user_id ?? '', { display_name: 'Named Since' })
      await agents.readAnew()
      await expect(agents.rowWith('Named Since')).toBeVisible()
      // Scripts of the old version are gone by now, and nothing else.
      expect(failed.filter(line => !line.includes('/_next/static/'))).toEqual([])
      await page.getByRole('button', { name: 'Export' }).click()
      await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Rollcall has been updated')
      await page.getByRole('dialog').getByRole('button', { name: 'Reload the page' }).click()
      await expect.poll(async () => build.isNamedIn(await page.content())).toBe(true)
      await expect(page).toHaveURL(`${url}/agents?access=active`)
      await takenOver(page)
      await page.getByRole('button', { name: 'Export' }).click()
      await expect(page.getByRole('button', { name: 'Download CSV' })).toBeVisible()

      await other.getByRole('link', { name: 'Connection' }).click()
      await expect(other.getByText(build.version, { exact: true })).toBeVisible()
    } finally {
      await balancer.close()
      await Promise.all([newer.stop('SIGKILL'), older.stop('SIGKILL'), sandbox.stop(), redis.dispose()])
    }
  })
