import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base, expect } from 'playwright/test'
import { Person } from '../../soak/person.ts'
import { freePort, type Server, startApp, startSandbox } from '../../support/servers.ts'
import { Zoom } from '../../support/zoom.ts'

type Fixtures = { zoom: Zoom; start: () => Promise<Server>; url: string }

/** A Zoom of the test's own, and an app that it may stop and start again with the same store. */
const test = base.extend<Fixtures & { setup: { zoom: Zoom; start: () => Promise<Server>; url: string } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  setup: async ({}, use) => {
    const port = await freePort()
    const url = `http://localhost:${port}`
    const sandbox = await startSandbox([`${url}/api/auth/callback/zoom`], ['--agents', '40'])
    const DATA_DIR = mkdtempSync(path.join(tmpdir(), 'rollcall-stopping-'))
    const started: Server[] = []
    const start = async () => {
      const app = await startApp(sandbox, port, { DATA_DIR })
      started.push(app)
      return app
    }
    await use({ zoom: new Zoom(sandbox.url), start, url })
    for (const app of started) await app.stop('SIGKILL')
    await sandbox.stop()
    rmSync(DATA_DIR, { recursive: true, force: true })
  },
  zoom: async ({ setup }, use) => use(setup.zoom),
  start: async ({ setup }, use) => use(setup.start),
  url: async ({ setup }, use) => use(setup.url),
})

test('a stopping instance says that it is not ready, and what is under way is answered', async ({
  zoom,
  start,
  url,
}) => {
  const app = await start()
  const ana = new Person('ana')
  await ana.signIn(url)
  await zoom.fault({ path: 'users', delay_ms: 3_000 })
  const asked = ana.ask(url, 'users?page_size=7')
  await expect
    .poll(() =>
      zoom.count('users').then(async n => n || (await zoom.log()).some(call => call.name === 'users')),
    )
    .toBeTruthy()
  const exited = once(app.process, 'exit')
  app.process.kill('SIGTERM')
  const ready = () =>
    fetch(`${url}/api/health/ready`).then(async answer => [answer.status, await answer.json()])
  await expect.poll(ready).toEqual([503, { status: 'draining' }])
  expect((await asked).status).toBe(200)
  expect(await exited).toEqual([143, null])
})

test('a refresh that a page began is stored before the process ends, though its browser has left', async ({
  zoom,
  start,
  url,
}) => {
  const app = await start()
  const ana = new Person('ana')
  await ana.signIn(url)
  await zoom.expireAccess()
  await zoom.fault({ path: 'token', delay_ms: 2_000 })
  const leave = new AbortController()
  const left = ana.send(`${url}/agents`, { signal: leave.signal })
  const refreshes = async () => (await zoom.log()).filter(call => call.grant_type === 'refresh_token').length
  await expect.poll(refreshes).toBe(1)
  leave.abort()
  await left
  await app.stop('SIGTERM')
  await start()
  expect((await ana.ask(url, 'users?page_size=7')).status).toBe(200)
  expect(await zoom.stats()).toMatchObject({ refreshes: 1, refused_refreshes: 0 })
})

test('whoever is told again to stop still finishes the refresh first', async ({ zoom, start, url }) => {
  const app = await start()
  const ana = new Person('ana')
  await ana.signIn(url)
  await zoom.expireAccess()
  await zoom.fault({ path: 'token', delay_ms: 3_000 })
  const asked = ana.ask(url, 'users?page_size=7')
  const refreshes = async () => (await zoom.log()).filter(call => call.grant_type === 'refresh_token').length
  await expect.poll(refreshes).toBe(1)
  const exited = once(app.process, 'exit')
  app.process.kill('SIGTERM')
  await expect.poll(() => fetch(`${url}/api/health/ready`).then(({ status }) => status)).toBe(503)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) app.process.kill(signal)
  expect((await asked).status).toBe(200)
  expect(await exited).toEqual([143, null])
  await start()
  expect((await ana.ask(url, 'users?page_size=7')).status).toBe(200)
  expect(await zoom.stats()).toMatchObject({ refreshes: 1, refused_refreshes: 0 })
})

test('connections that ask nothing, or never finish asking, do not keep a process for 4 s', async ({
  start,
  url,
}) => {
  const app = await start()
  const { port } = new URL(url)
  const head = `POST /api/auth/signout HTTP/1.1\r\nHost: localhost\r\n`
  for (const text of ['', 'GET / HT', head, `${head}Content-Length: 9\r\n\r\nx`]) {
    const socket = connect(Number(port), 'localhost').on('error', () => undefined)
    await once(socket, 'connect')
    socket.write(text)
  }
  await fetch(`${url}/api/health/live`).then(answer => answer.text()) // a kept one
  const told = performance.now()
  await app.stop('SIGTERM')
  expect(performance.now() - told).toBeLessThan(4_000)
})

test('a page whose browser has left no longer reads Zoom', async ({ zoom, start, url }) => {
  await start()
  const ana = new Person('ana')
  await ana.signIn(url)
  await zoom.fault({ path: 'users', hang: true })
  const leave = new AbortController()
  const left = ana.send(`${url}/agents`, { signal: leave.signal })
  const calls = async () => (await zoom.log()).filter(call => call.name === 'users').length
  await expect.poll(calls).toBe(1)
  leave.abort()
  await left
  // Zoom counts a call once its end is known; one that nobody gives up would last for 15 s.
  await expect.poll(async () => (await zoom.stats()).calls.users, { timeout: 8_000 }).toEqual({ 0: 1 })
})
