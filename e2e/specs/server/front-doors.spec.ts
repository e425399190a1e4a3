import { createServer, request as httpRequest } from 'node:http'
import { test as base, expect } from 'playwright/test'
import { Person } from '../../soak/person.ts'
import { type Balancer, hasCaddy, hasNginx, openCaddy, openNginx } from '../../support/balancer.ts'
import { exchange } from '../../support/raw-http.ts'
import { RedisServer } from '../../support/redis-server.ts'
import { freePort, type Server, startApp, startSandbox } from '../../support/servers.ts'
import { Zoom } from '../../support/zoom.ts'

const PROXIES: [string, Balancer, isThere: () => boolean][] = [
  ['Caddy with our Caddyfile', openCaddy, hasCaddy],
  ['nginx with our nginx.conf', openNginx, hasNginx],
]
/** Caddy before 2.7 means the same by 502. */
const TOO_LARGE = [413, 502]
const OWN = { 'x-rollcall': '1' }
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

type Site = { url: string; zoom: Zoom; apps: { server: Server; start: () => Promise<Server> }[] }
type Start = (open: Balancer, instances: number) => Promise<Site>

const test = base.extend<{ start: Start }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  start: async ({}, use) => {
    const ends: (() => Promise<unknown>)[] = []
    await use(async (open, instances) => {
      const port = await freePort()
      const url = `http://localhost:${port}`
      const sandbox = await startSandbox([`${url}/api/auth/callback/zoom`], ['--agents', '40'])
      ends.push(() => sandbox.stop())
      const redis = await RedisServer.reserve()
      await redis.start()
      ends.push(() => redis.dispose())
      const env = { NEXTAUTH_URL: url, REDIS_URL: redis.url, TRUST_PROXY: 'on' }
      const ports = await Promise.all(Array.from({ length: instances }, freePort))
      const apps = await Promise.all(
        ports.map(async own => {
          const start = async () => {
            const server = await startApp(sandbox, own, env)
            ends.push(() => server.stop('SIGKILL'))
            return server
          }
          return { server: await start(), start }
        }),
      )
      const proxy = await open(port, ports)
      ends.push(() => proxy.close())
      return { url, zoom: new Zoom(sandbox.url), apps }
    })
    for (const end of ends.reverse()) await end()
  },
})

/** A proxy before two servers in place of instances: what comes first is lost after it was heard, as where a listener ends. */
async function openOverLosing(open: Balancer) {
  const [port, ...ports] = [await freePort(), await freePort(), await freePort()] as const
  let heard = 0
  const instances = ports.map(own =>
    createServer((request, response) => {
      if (request.url === '/lost' && heard++ === 0) request.socket.destroy()
      else response.end()
    }).listen(own),
  )
  const proxy = await open(port, [...ports])
  return {
    /** The status of the answer; after it the proxy is gone. */
    async ask(asked: RequestInit) {
      try {
        return (await fetch(`http://localhost:${port}/lost`, asked)).status
      } finally {
        await proxy.close()
        for (const instance of instances) instance.closeAllConnections()
        for (const instance of instances) instance.close()
      }
    },
    heard: () => heard,
  }
}

for (const [name, open, isThere] of PROXIES) {
  test.describe(`behind ${name}`, () => {
    test.skip(!isThere(), 'This machine has no such proxy.')

    test('answers come as the app gives them, with its request id, and ids in addresses as they were', async ({
      start,
    }) => {
      const { url, zoom, apps } = await start(open, 1)
      const ana = new Person('ana')
      expect(await ana.signIn(url)).toBe(`${url}/agents`)
      const id = encodeURIComponent('a/b+c=')
      const unknown = await ana.ask(url, `users/${id}`)
      expect(unknown.status).toBe(404)
      expect((await zoom.log()).map(({ path }) => path)).toContainEqual(
        expect.stringContaining(`/users/${id}`),
      )
      expect(apps[0]?.server.output()).toContain(unknown.headers.get('x-request-id'))
      const roster = () => ana.send(`${url}/api/roster`, { headers: OWN })
      await expect.poll(async () => (await roster()).body.complete).toBe(true)
      expect((await roster()).body.users).toHaveLength(40)
      const packed = await fetch(`${url}/api/roster`, { headers: { ...OWN, cookie: ana.cookie } })
      expect(packed.headers.get('content-encoding')).toMatch(/^(br|zstd|gzip)$/)
    })

    test('a page goes through piece by piece', async () => {
      const ports = [await freePort(), await freePort()] as const
      const pieces = ['The frame', 'More of it', 'The rows'].map(text => `<p>${text}${' '.repeat(20_000)}`)
      // In place of an instance: it says each of these once the browser has heard the one before.
      let goOn = () => {}
      const instance = createServer((request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' })
        if (request.url !== '/agents') return response.end()
        const left = [...pieces]
        goOn = () => void (left.length > 1 ? response.write(left.shift()) : response.end(left.shift()))
        goOn()
      }).listen(ports[1])
      const proxy = await open(ports[0], [ports[1]])
      try {
        const page = await fetch(`http://localhost:${ports[0]}/agents`)
        const reader = page.body?.pipeThrough(new TextDecoderStream()).getReader()
        for (const piece of pieces) {
          let heard = ''
          while (heard.length < piece.length) heard += (await reader?.read())?.value ?? ''
          expect(heard).toBe(piece)
          goOn()
        }
      } finally {
        await proxy.close()
        instance.closeAllConnections()
        instance.close()
      }
    })

    for (const method of ['GET', 'PUT', 'DELETE', 'POST'])
      test(`a ${method} that an instance loses while it ends is sent to the other one`, async () => {
        const { ask, heard } = await openOverLosing(open)
        expect([await ask({ method }), heard()]).toEqual([200, 2])
      })

    test('a body that is too large is not sent a second time', async () => {
      const { ask, heard } = await openOverLosing(open)
      expect(TOO_LARGE).toContain(await ask({ method: 'POST', body: 'x'.repeat(70_000) }))
      expect(heard()).toBeLessThanOrEqual(1)
    })

    test('heads and bodies are as large as the app allows, and no larger', async ({ start }) => {
      const { url } = await start(open, 1)
      const ana = new Person('ana')
      await ana.signIn(url)
      const put = async (bytes: number) => {
        const headers = { ...OWN, 'content-type': 'application/json' }
        const body = JSON.stringify({ views: 'x'.repeat(bytes) })
        return (await ana.send(`${url}/api/views`, { method: 'PUT', headers, body })).status
      }
      expect(await put(500_000)).toBe(400)
      // More than once: a proxy that took these for failures of the instance would leave it alone for a while.
      for (let n = 0; n < 5; n++) expect(TOO_LARGE).toContain(await put(600_000))
      const post = async (bytes: number) =>
        (
          await ana.send(`${url}/api/auth/signout`, {
            method: 'POST',
            headers: FORM,
            body: `a=${'x'.repeat(bytes)}`,
          })
        ).status
      expect(await post(60_000)).toBe(403)
      expect(TOO_LARGE).toContain(await post(70_000))
      const head = (bytes: number) =>
        exchange(
          url,
          `GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-A: ${'x'.repeat(bytes)}\r\nConnection: close\r\n\r\n`,
        )
      expect((await head(12_000)).map(({ status }) => status)).toEqual([200])
      const [refused] = await head(30_000)
      expect([400, 431]).toContain(refused?.status)
    })

    test('the address that the proxy sees is the one that counts, whatever a visitor says', async ({
      start,
    }) => {
      const { url } = await start(open, 1)
      let said = 0
      const begin = (localAddress: string) =>
        new Promise<number | undefined>((resolve, reject) => {
          const { host } = new URL(url)
          const headers = { ...FORM, host, 'x-forwarded-for': `203.0.113.${said++ % 250}` }
          const at = {
            host: '127.0.0.1',
            port: new URL(url).port,
            path: '/api/auth/signin/zoom',
            localAddress,
          }
          httpRequest({ ...at, method: 'POST', headers }, answer => {
            answer.resume()
            resolve(answer.statusCode)
          })
            .on('error', reject)
            .end('csrfToken=none')
        })
      const begun: (number | undefined)[] = []
      while (begun.length < 301) begun.push(await begin('127.0.0.2'))
      expect(begun.slice(0, 300)).not.toContain(429)
      expect(begun.at(-1)).toBe(429)
      expect(await begin('127.0.0.3')).toBe(begun[0])
    })

    test('one instance after the other is replaced, and everybody is answered', async ({ start }) => {
      const { url, apps } = await start(open, 2)
      const ana = new Person('ana')
      await ana.signIn(url)
      const answers: string[] = []
      const ask = async () => {
        const asked = await Promise.all([
          ana.ask(url, 'users?page_size=5'),
          ana.send(`${url}/api/roster`, { headers: OWN }),
          ana.send(`${url}/agents`),
          // Without a body: a Caddy before 2.11.2 cannot send one a second time.
          ana.send(`${url}/api/auth/signout`, { method: 'POST', headers: FORM }),
        ])
        answers.push(asked.map(({ status }) => status).join(' '))
      }
      for (const { server, start: startAgain } of apps) {
        let isBack = false
        const keepAsking = async () => {
          while (!isBack) await ask()
        }
        const asking = [keepAsking(), keepAsking(), keepAsking()]
        const before = answers.length
        await expect.poll(() => answers.length).toBeGreaterThan(before + 20)
        await server.stop('SIGTERM')
        const without = answers.length
        await expect.poll(() => answers.length).toBeGreaterThan(without + 20)
        const again = await startAgain()
        isBack = true
        await Promise.all(asking)
        // The proxy has to find out that it is back before it loses the other one.
        await expect
          .poll(async () => {
            await ask()
            return again.output()
          })
          // Any of the four: in turn an instance may always be given the same ones.
          .toMatch(/"path":"\/api\/(zoom|roster|auth)/)
      }
      expect([...new Set(answers)]).toEqual(['200 200 200 403'])
    })
  })
}
