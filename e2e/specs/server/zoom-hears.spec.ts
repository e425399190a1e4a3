import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'playwright/test'
import { Person } from '../../soak/person.ts'
import { freePort, startApp, startSandbox } from '../../support/servers.ts'

const OF_THE_BROWSER = {
  authorization: 'Bearer of-the-browser',
  cookie: 'own=of-the-browser',
  forwarded: 'for=192.0.2.1',
  'x-forwarded-for': '192.0.2.1',
  'x-forwarded-host': 'of-the-browser.example',
  'x-real-ip': '192.0.2.1',
  'x-own': 'of-the-browser',
  'user-agent': 'of-the-browser',
  referer: 'https://of-the-browser.example/',
  'accept-language': 'of-the-browser',
}
/** All that a call to Zoom needs. */
const NEEDED = new Set(
  [
    'accept',
    'accept-encoding',
    'authorization',
    'connection',
    'content-length',
    'content-type',
    'host',
  ].concat(['user-agent', 'accept-language', 'sec-fetch-mode']),
)

test("Zoom hears nothing of the browser's: no cookie, no address, no header of its own", async () => {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const sandbox = await startSandbox([`${url}/api/auth/callback/zoom`], ['--agents', '40'])
  const heard: { path: string; headers: Record<string, unknown> }[] = []
  const listener = createServer(async (request, response) => {
    const { method = 'GET', headers, url: path = '/' } = request
    heard.push({ path, headers })
    const body = method === 'GET' ? undefined : await buffer(request)
    const { authorization = '', 'content-type': type = '' } = headers
    const passed = { authorization, 'content-type': type }
    const answer = await fetch(sandbox.url + path, { method, headers: passed, body, redirect: 'manual' })
    for (const name of ['content-type', 'location'])
      if (answer.headers.has(name)) response.setHeader(name, answer.headers.get(name) ?? '')
    response.statusCode = answer.status
    response.end(Buffer.from(await answer.arrayBuffer()))
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const between = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
  const app = await startApp(sandbox, port, {
    ZOOM_API_URL: `${between}/v2`,
    ZOOM_OAUTH_URL: `${between}/oauth`,
  })
  try {
    const ana = new Person('ana')
    expect(await ana.signIn(url)).toBe(`${url}/agents`)
    const headers = { ...OF_THE_BROWSER, cookie: `${ana.cookie}; ${OF_THE_BROWSER.cookie}` }
    const own = { ...headers, 'x-rollcall': '1' }
    expect((await fetch(`${url}/agents?search=a`, { headers })).status).toBe(200)
    for (const path of ['users?page_size=3&unknown=of-the-browser', 'users/x', 'users/x/queues', 'regions'])
      await fetch(`${url}/api/zoom/contact_center/${path}`, { headers: own })
    const paths = heard.map(call => call.path)
    expect(paths).toContain('/oauth/token')
    expect(paths).toContain('/v2/users/me')
    expect(paths).toContain('/v2/contact_center/users?page_size=3') // what is unknown is dropped
    for (const call of heard) {
      const told = JSON.stringify(call)
      expect.soft(told).not.toContain('of-the-browser')
      expect.soft(told).not.toContain('192.0.2.1')
      expect
        .soft(
          Object.keys(call.headers).filter(name => !NEEDED.has(name)),
          call.path,
        )
        .toEqual([])
    }
  } finally {
    await app.stop()
    listener.closeAllConnections()
    listener.close()
    await sandbox.stop()
  }
})
