import { createHash } from 'node:crypto'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { type Random, seededRandom } from '../sandbox/account/random.ts'
import { builtRoutes } from '../support/built-routes.ts'

/** A request that nobody means: to any route that the build has, with what Next, next-auth and our own readers look at. */
export type Garbage = { method: string; target: string; headers: Record<string, string>; body: string }

const words = (text: string) => text.trim().split(/\s+/)

const METHODS = words(`
  GET HEAD POST PUT PATCH DELETE OPTIONS TRACE PROPFIND QUERY
`)

const TREE =
  '["",{"children":["agents",{"children":[["user_id","","oc"],{"children":["__PAGE__",{}]}]}]},null,null,true]'
const WORDS = [
  '',
  ...words(`
    0 1 -1 true null undefined {} [] [[]] {"a": " x % %00 %zz %ff ../.. / //evil.example https://evil.example/
    javascript:alert(1) a|b a.b.c.d.e e30.e30.e30.e30.e30 __proto__ /agents /agents/x?status=%00
  `),
  encodeURIComponent(TREE),
  TREE.slice(0, 40),
  '😀'.repeat(3),
  '\u00ff',
  'A'.repeat(2_000),
]

const HEADERS = words(`
  rsc next-router-state-tree next-router-prefetch next-router-segment-prefetch next-url
  next-action next-hmr-refresh next-resume x-nextjs-data x-nextjs-postponed
  x-nextjs-html-request-id x-middleware-subrequest x-middleware-rewrite x-middleware-next
  x-middleware-invoke x-middleware-prefetch x-middleware-override-headers x-middleware-set-cookie
  x-invoke-path x-invoke-query x-invoke-status x-invoke-error x-invoke-output x-matched-path
  x-now-route-matches x-prerender-revalidate x-next-cache-tags x-forwarded-host x-forwarded-proto
  x-forwarded-for x-forwarded-port forwarded host origin referer content-type content-encoding
  accept accept-encoding accept-language authorization if-none-match if-modified-since range
  purpose user-agent cache-control sec-fetch-site x-rollcall x-nonce x-store-away x-zm-signature
  x-zm-request-timestamp x-rollcall-background x-http-method-override x-nextjs-deployment-id
`)

const COOKIES = words(`
  rollcall.session rollcall.csrf rollcall.state rollcall.pkce rollcall.return rollcall.theme
  rollcall.zone rollcall.columns rollcall.every next-auth.session-token next-auth.csrf-token
  __prerender_bypass __next_preview_data next-instant-navigation-testing __proto__
`)

const PARAMETERS = words(`
  callbackUrl code state error csrfToken json redirect _rsc since every refresh person session
  search region access status columns sort view compare url w q page_size dpl
`)

const TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
]
const BODIES = [
  '{',
  '{"a":1}',
  '[]',
  'null',
  'csrfToken=a&json=true&callbackUrl=%00',
  '%',
  'a=%zz&a=b',
  '--x\r\n\r\n',
  '--x--',
  '\u0000',
]

/** The cookie of a begun sign-in is named after its state: only such a pair gets as far as being opened. */
const begunCookie = (state: string) =>
  `rollcall.sign-in.${createHash('sha256').update(state).digest('base64url').slice(0, 16)}`

/** Addresses that no route of ours has, and Next's own. */
const OTHERS = words(`
  /nowhere /api /api/nowhere /agents/ /agents/x/y /_next/image /_next/data/x/agents.json
  /_next/static/x.js /_next/static/%2e%2e /_next /__nextjs_original-stack-frame /agents.rsc
  /agents.segments/_tree.segment.rsc /_error /404 /500 /_not-found /_global-error /favicon.ico
  /icon.svg /api/auth/callback/zoom /api/auth/callback/nope /api/auth/signin/zoom /api/auth/signin
  /api/auth/signout /api/auth/session /api/auth/csrf /api/auth/error /api/auth/providers
  /api/auth/_log /api/auth/verify-request /agents/%E0%A4%A /connection/
`)

/** The same garbage for the same seed, for as long as it is asked. */
export function* makeGarbage(seed: number): Generator<Garbage> {
  const random = seededRandom(seed)
  const { handlers, pages } = builtRoutes()
  const addresses = [...handlers, ...pages, ...OTHERS]
  for (;;) yield one(random, addresses)
}

function one(random: Random, addresses: string[]): Garbage {
  const word = () => random.pick(WORDS)
  const some = (most: number, names: readonly string[]) =>
    Array.from({ length: random.int(0, most) }, () => [random.pick(names), word()] as const)
  const query = some(3, PARAMETERS).map(
    ([name, value]) => `${name}=${random.chance(0.5) ? encodeURIComponent(value) : value}`,
  )
  const cookies = some(3, COOKIES)
  const isCallback = random.chance(0.03)
  if (isCallback) {
    const state = word()
    query.unshift('code=x', `state=${encodeURIComponent(state)}`)
    cookies.push([begunCookie(state), [word(), word(), word()].join('~')])
  }
  const method = isCallback ? 'GET' : random.pick(METHODS)
  const headers: Record<string, string> = Object.fromEntries(some(4, HEADERS))
  // Over https ours are bound to their host by their name.
  const ours = random.chance(0.3) ? '__Host-rollcall.' : 'rollcall.'
  if (cookies.length > 0)
    headers.cookie = cookies
      .map(([name, value]) => `${name.replace(/^rollcall\./, ours)}=${value}`)
      .join('; ')
  const hasBody = !['GET', 'HEAD', 'TRACE'].includes(method) && random.chance(0.7)
  if (hasBody && random.chance(0.8)) headers['content-type'] = random.pick(TYPES)
  const address = isCallback ? '/api/auth/callback/zoom' : random.pick(addresses)
  const target = query.length > 0 ? `${address}?${query.join('&')}` : address
  return {
    method,
    target: asciiOnly(target),
    headers: headersOnly(headers),
    body: hasBody ? random.pick(BODIES) : '',
  }
}

/** What a client of Node can write into a request line: the rest is refused by Node, not by us. */
const asciiOnly = (text: string) => text.replace(/[^\x21-\x7e]/gu, character => encodeURIComponent(character))
const headersOnly = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Buffer.from(value)
        .toString('latin1')
        .replace(/[^\t\x20-\x7e\x80-\xff]/g, ''),
    ]),
  )

/** The status of the answer; 0 where the connection ended without one. */
export function sendGarbage(base: string, { method, target, headers, body }: Garbage): Promise<number> {
  const { hostname, port } = new URL(base)
  return new Promise(resolve => {
    const request = httpRequest({
      hostname,
      port,
      method,
      path: target,
      headers: { host: `${hostname}:${port}`, ...headers },
      agent: false, // a kept connection that is just being closed would be no answer
    })
    request.on('error', () => resolve(0))
    request.on('response', (answer: IncomingMessage) => {
      answer.on('error', () => undefined).resume()
      answer.once('close', () => resolve(answer.statusCode ?? 0))
    })
    request.end(body)
  })
}
