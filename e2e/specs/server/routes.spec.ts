import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import type { RosterAnswer } from '../../../lib/agents/roster-answer.ts'
import { Person } from '../../soak/person.ts'
import { builtRoutes } from '../../support/built-routes.ts'
import { expect, test } from '../../support/fixtures.ts'
import { linkProject } from '../../support/other-build.ts'
import { freePort, startApp, startSandbox } from '../../support/servers.ts'
import { Zoom } from '../../support/zoom.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const root = path.resolve(import.meta.dirname, '../../..')
const ours = { 'x-rollcall': '1' }

/** What anybody may ask; each other handler is for our own page and a session alone. */
const PUBLIC = [/^\/api\/auth\//, /^\/api\/health\//, /^\/api\/zoom-events$/, /^\/api\/x$/]
const PUBLIC_PAGES = ['/sign-in', '/store-away']

const { handlers, pages } = builtRoutes()

test('the build has the routes that this knows of, and not fewer', () => {
  expect(handlers.length).toBeGreaterThanOrEqual(12)
  expect(pages).toEqual(expect.arrayContaining(['/', '/agents/x', '/connection', '/sign-in']))
})

test('a roster is packed once for a browser that takes gzip, and plain for any other', async ({ app }) => {
  const ana = new Person('ana')
  await ana.signIn(app.url)
  const ask = (coding: string) => {
    const headers = { ...ours, cookie: ana.cookie, 'accept-encoding': coding }
    return new Promise<{ coding: string | undefined; body: Buffer }>(resolve =>
      get(`${app.url}/api/roster`, { headers }, async answer => {
        resolve({ coding: answer.headers['content-encoding'], body: await buffer(answer) })
      }),
    )
  }
  const read = (body: Buffer) => JSON.parse(body.toString()) as RosterAnswer
  await expect.poll(async () => read((await ask('identity')).body).complete).toBe(true)
  const plain = await ask('br')
  const packed = await ask('gzip, br')
  expect([plain.coding, packed.coding]).toEqual([undefined, 'gzip'])
  expect(read(gunzipSync(packed.body)).users).toEqual(read(plain.body).users)
  expect(packed.body.length * 3).toBeLessThan(plain.body.length)
})

for (const address of handlers.filter(one => !PUBLIC.some(pattern => pattern.test(one)))) {
  test(`${address} answers nobody but our own page with a session, and only to its methods`, async ({
    app,
    zoom,
  }) => {
    const ana = new Person('ana')
    await ana.signIn(app.url)
    const before = (await zoom.log()).length
    const ask = async (method: string, headers: Record<string, string>) => {
      const answer = await fetch(app.url + address, { method, headers, redirect: 'manual' })
      const body = (await answer.json().catch(() => ({}))) as { error?: { code?: string } }
      const { status } = answer
      return { status, code: body.error?.code, allow: answer.headers.get('allow') ?? undefined }
    }
    const { allow = '' } = await ask('OPTIONS', ours) // answers nothing itself, so it tells what does
    const allowed = allow.split(', ')
    expect(allowed[0]).toMatch(/^[A-Z]+$/)
    for (const method of METHODS) {
      const whole = { ...ours, cookie: ana.cookie }
      if (!allowed.includes(method)) {
        expect.soft(await ask(method, whole), method).toMatchObject({ status: 405, allow })
        continue
      }
      const forged = { ...ours, cookie: 'rollcall.session=forged' }
      const changed = { ...ours, cookie: ana.cookie.replace(/(session=.{40})./, '$1~') }
      for (const headers of [ours, forged, changed])
        expect.soft(await ask(method, headers), method).toMatchObject({ status: 401, code: 'signed_out' })
      expect
        .soft(await ask(method, { cookie: ana.cookie }), method)
        .toMatchObject({ status: 403, code: 'cross_site' })
      for (const site of ['cross-site', 'same-site', 'none'])
        expect
          .soft(await ask(method, { ...whole, 'sec-fetch-site': site }), `${method} ${site}`)
          .toMatchObject({ status: 403, code: 'cross_site' })
    }
    expect(await zoom.log()).toHaveLength(before)
  })
}

const PUBLIC_METHODS: Record<string, string> = {
  '/api/health/live': 'GET, HEAD',
  '/api/health/ready': 'GET, HEAD',
  '/api/auth/csrf': 'GET',
  '/api/auth/session': 'GET',
  '/api/auth/signin': 'GET',
  '/api/auth/signin/zoom': 'GET, POST',
  '/api/auth/callback/zoom': 'GET',
  '/api/auth/signout': 'GET, POST',
  '/api/auth/error': 'GET',
  ...Object.fromEntries(pages.map(page => [page, 'GET, HEAD'])),
}
for (const [address, allow] of Object.entries(PUBLIC_METHODS)) {
  test(`${address} answers ${allow} and no other method`, async ({ app }) => {
    for (const method of METHODS.filter(one => !allow.split(', ').includes(one))) {
      const answer = await fetch(app.url + address, { method, redirect: 'manual' })
      expect
        .soft([answer.status, answer.headers.get('allow'), await answer.text()], method)
        .toEqual([405, allow, ''])
    }
  })
}

test('saved views of more than 64 KB are taken from who is signed in, and from nobody else', async ({
  app,
}) => {
  const ana = new Person('ana')
  await ana.signIn(app.url)
  const query = `search=${'x'.repeat(4_000)}`
  const views = Array.from({ length: 20 }, (_, n) => ({ id: `${n}`, name: `View ${n}`, query }))
  const put = (person: Person, version: unknown) =>
    person.send(`${app.url}/api/views`, {
      method: 'PUT',
      headers: { ...ours, 'content-type': 'application/json' },
      body: JSON.stringify({ version, views, default: null }),
    })
  const { version } = (await ana.send(`${app.url}/api/views`, { headers: ours })).body
  expect((await put(new Person('nobody'), version)).status).toBe(413)
  expect((await put(ana, version)).status).toBe(200)
})

for (const address of pages.filter(one => !PUBLIC_PAGES.includes(one))) {
  test(`the page ${address} leads nobody but a session anywhere but to signing in`, async ({ app }) => {
    const somebody = new Person('nobody')
    let { status, headers } = await somebody.send(app.url + address)
    if (headers.get('location') === '/agents')
      ({ status, headers } = await somebody.send(`${app.url}/agents`))
    expect(status).toBe(307)
    expect(headers.get('location')).toMatch(/^\/sign-in\?/)
  })
}

/** The project's build as it is, but for `proxy.ts`. */
function buildWithoutProxy(): string {
  const folder = linkProject()
  const server = path.join(folder, '.next', 'server')
  mkdirSync(server, { recursive: true })
  const link = (from: string, to: string, except: string[]) => {
    for (const name of readdirSync(from))
      if (!except.includes(name)) symlinkSync(path.join(from, name), path.join(to, name))
  }
  link(path.join(root, '.next'), path.join(folder, '.next'), ['server', 'cache'])
  link(path.join(root, '.next/server'), server, ['functions-config-manifest.json'])
  writeFileSync(path.join(server, 'functions-config-manifest.json'), '{"version":1,"functions":{}}')
  return folder
}

test('without proxy.ts, pages and handlers give nobody any data all the same', async () => {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const folder = buildWithoutProxy()
  const sandbox = await startSandbox([`${url}/api/auth/callback/zoom`], ['--agents', '40'])
  const app = await startApp(sandbox, port, {}, folder)
  try {
    expect((await fetch(`${url}/sign-in`)).headers.get('content-security-policy')).not.toContain('nonce')
    const zoom = new Zoom(sandbox.url)
    const emails = (await zoom.agents())
      .map(agent => agent.user_email ?? '')
      .filter(email => email.length > 5)
    const ana = new Person('ana')
    await ana.signIn(url)
    const seen = (await ana.send(`${url}/agents`)).text
    expect(emails.some(email => seen.includes(email))).toBe(true) // it is there to be given
    const before = (await zoom.log()).length
    for (const address of [...pages, ...handlers]) {
      const answer = await new Person('nobody').send(url + address, { headers: ours })
      expect
        .soft(
          emails.filter(email => answer.text.includes(email)),
          address,
        )
        .toEqual([])
    }
    expect(await zoom.log()).toHaveLength(before)
  } finally {
    await app.stop()
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
