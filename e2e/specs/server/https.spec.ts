import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'playwright/test'
import { COLUMNS_COOKIE, EVERY_COOKIE, THEME_COOKIE, ZONE_COOKIE } from '../../../lib/preferences.ts'
import { makeCertificate } from '../../support/certificate.ts'
import { allowAtZoom } from '../../support/fixtures.ts'
import { freePort, startApp, startSandbox } from '../../support/servers.ts'

/** Set by the page's scripts; they say nothing about who somebody is. */
const PREFERENCES = new Set([THEME_COOKIE, ZONE_COOKIE, COLUMNS_COOKIE, EVERY_COOKIE])

test.use({ ignoreHTTPSErrors: true })

test('over https every cookie of ours is secure and bound to its host, and every answer asks for https', async ({
  page,
  context,
}) => {
  const port = await freePort()
  // As a balancer does: TLS ends here, and nothing about it is told to the app.
  const balancer = createHttpsServer(makeCertificate(), (request, response) => {
    const { method, url: path, headers } = request
    const passed = httpRequest({ port, host: 'localhost', method, path, headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    request.pipe(passed)
  }).listen(0, 'localhost')
  await once(balancer, 'listening')
  const url = `https://localhost:${(balancer.address() as AddressInfo).port}`
  const zoom = await startSandbox([`${url}/api/auth/callback/zoom`], ['--agents', '40'])
  const app = await startApp(zoom, port, { NEXTAUTH_URL: url })
  try {
    await page.goto(`${url}/agents`)
    await page.getByRole('button', { name: 'Sign in with Zoom' }).click()
    const begun = await context.cookies(url)
    await allowAtZoom(page)
    await page.waitForURL(`${url}/agents`)
    const cookies = [...begun, ...(await context.cookies(url))].filter(({ name }) => !PREFERENCES.has(name))
    expect(cookies.map(({ name }) => name)).toContain('__Host-rollcall.session')
    for (const cookie of cookies) {
      expect.soft(cookie.name).toMatch(/^__Host-/)
      expect.soft(cookie).toMatchObject({ secure: true, httpOnly: true, path: '/', domain: 'localhost' })
    }
    const script = await page.locator('script[src]').first().getAttribute('src')
    const paths = [
      '/agents',
      '/connection/',
      '/nowhere',
      '/%',
      '/api/health/live',
      '/api/zoom/x',
      '/icon.svg',
    ]
    for (const path of [...paths, script ?? '', '/_next/static/nothing.js']) {
      const answer = await page.request.get(url + path, { maxRedirects: 0 })
      expect.soft(answer.headers()['strict-transport-security'], path).toContain('max-age=63072000')
    }
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL(/\/sign-in/)
    expect((await context.cookies(url)).map(({ name }) => name)).not.toContain('__Host-rollcall.session')
  } finally {
    await app.stop()
    await zoom.stop()
    balancer.closeAllConnections()
    balancer.close()
  }
})
