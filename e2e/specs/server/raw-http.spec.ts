import { Person } from '../../soak/person.ts'
import { builtRoutes } from '../../support/built-routes.ts'
import { expect, test } from '../../support/fixtures.ts'
import { exchange } from '../../support/raw-http.ts'

const OWN = 'Host: localhost\r\nX-Rollcall: 1\r\n'
const LAST = 'Connection: close\r\n\r\n'
const get = (target: string, headers = '') => `GET ${target} HTTP/1.1\r\n${OWN}${headers}${LAST}`
const post = (headers: string, body: string) =>
  `POST /api/auth/signout HTTP/1.1\r\n${OWN}${headers}\r\n${body}`
/** Behind a request of which two servers see the end in two places: for one of them the next request. */
const HIDDEN = `0\r\n\r\nGET /api/auth/csrf HTTP/1.1\r\n${OWN}${LAST}`
const CHUNKED = 'Transfer-Encoding: chunked\r\n'

/** What is sent, and the status of each answer that may come. */
const REQUESTS: [what: string, bytes: string, ...statuses: number[]][] = [
  ['a length beside chunks', post(`Content-Length: 6\r\n${CHUNKED}`, HIDDEN), 400],
  ['chunks beside a length', post(`${CHUNKED}Content-Length: 6\r\n`, HIDDEN), 400],
  ['a coding that only looks like chunks', post('Transfer-Encoding: xchunked\r\n', HIDDEN), 400],
  ['two codings', post(`${CHUNKED}Transfer-Encoding: identity\r\n`, HIDDEN), 400],
  ['a space before a colon', post('Transfer-Encoding : chunked\r\n', HIDDEN), 400],
  ['two lengths', post('Content-Length: 5\r\nContent-Length: 0\r\n', HIDDEN), 400],
  ['a length below zero', post('Content-Length: -1\r\n', HIDDEN), 400],
  ['a length with a sign', post('Content-Length: +5\r\n', HIDDEN), 400],
  ['a length that no number holds', post('Content-Length: 99999999999999999999999\r\n', 'x'), 400],
  ['a chunk that no number holds', post(CHUNKED, 'ffffffffffffffffff\r\n'), 400],
  ['chunks that end with a line feed alone', post(CHUNKED, '1\na\n0\n\n'), 400],
  ['a chunk with 20 KB of extensions', post(CHUNKED, `1;${'x'.repeat(20_000)}\r\na\r\n0\r\n\r\n`), 413],
  ['lines that end with a line feed alone', get('/sign-in').replaceAll('\r\n', '\n'), 400],
  ['a carriage return in a header', get('/sign-in', 'X-A: a\rX-B: b\r\n'), 400],
  ['a header folded over two lines', get('/sign-in', 'X-A: a\r\n b\r\n'), 400],
  ['a NUL in a header', get('/sign-in', 'X-A: a\0b\r\n'), 400],
  ['another address before the path', get('http://evil.example/api/auth/csrf'), 400],
  ['an authority for a path', get('evil.example:443'), 400],
  ['a star for a path', get('*'), 400],
  ['a star for a path, as OPTIONS', get('*').replace('GET', 'OPTIONS'), 405],
  ['CONNECT', get('evil.example:443').replace('GET', 'CONNECT')],
  ['TRACE', get('/sign-in').replace('GET', 'TRACE'), 405],
  ['a method that is none', get('/sign-in').replace('GET', 'TEA'), 400],
  ['a method in small letters', get('/sign-in').replace('GET', 'get'), 400],
  ['a version that is none', get('/sign-in').replace('1.1', '3.0'), 400],
  ['the beginning of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['the beginning of TLS', '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03', 400],
  ['no Host', 'GET /sign-in HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['a second Host', get('/sign-in', 'Host: evil.example\r\n'), 200],
  ['a Host that is none', get('/api/auth/csrf').replace('localhost', 'a b/@['), 200],
  ['an upgrade to HTTP/2', get('/sign-in', 'Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n'), 200],
  [
    'an upgrade to a WebSocket',
    `GET /nowhere HTTP/1.1\r\n${OWN}Upgrade: websocket\r\nConnection: upgrade, close\r\n\r\n`,
    404,
  ],
  [
    'a body that waits to be wanted',
    post('Expect: 100-continue\r\nContent-Length: 900000\r\n', ''),
    100,
    413,
  ],
  ['a wish that nobody knows', get('/sign-in', 'Expect: tea\r\n'), 417],
  ['ten thousand headers', get('/sign-in', 'a:\r\n'.repeat(10_000)), 431],
  ['an address of 20 KB', get(`/${'a'.repeat(20_000)}`), 431],
  ['part of a file', get('/icon.svg', 'Range: bytes=0-3\r\n'), 200],
  ['no part of a file', get('/icon.svg', 'Range: bytes=9999999-\r\n'), 200],
  ['a thousand parts of a file', get('/icon.svg', `Range: bytes=${'0-,'.repeat(1_000)}0-\r\n`), 200],
  ['a file only as it once was', get('/icon.svg', 'If-Match: "x"\r\n'), 200],
  [
    'a file unless it is newer',
    get('/icon.svg', 'If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n'),
    200,
  ],
  ['our header with an underscore', get('/api/roster').replace('X-Rollcall', 'X_Rollcall'), 403],
  [
    'two cookies of one name',
    get('/api/roster', 'Cookie: rollcall.session=a\r\nCookie: rollcall.session=b\r\n'),
    401,
  ],
  ['our header twice', get('/api/roster', 'X-Rollcall: 1\r\n'), 403],
  ['a body with a GET', get('/api/roster', 'Content-Length: 5\r\n').concat('hello'), 401],
  ['bytes that are no text in an address', get('/agents/\xff\xfe'), 400],
]

test('what is no HTTP, or more than one way to read it, is refused and ends its connection', async ({
  app,
  zoom,
}) => {
  const logged = app.output().length
  for (const [what, bytes, ...statuses] of REQUESTS) {
    const answers = await exchange(app.url, bytes)
    expect
      .soft(
        answers.map(({ status }) => status),
        what,
      )
      .toEqual(statuses)
  }
  expect(await zoom.log()).toEqual([])
  const plain = app.output().slice(logged).split('\n')
  expect(plain.filter(line => line !== '' && !line.startsWith('{'))).toEqual([])
})

test('of requests that come one behind the other each gets the answer to its own', async ({ app }) => {
  const ana = new Person('ana')
  const bo = new Person('bo')
  for (const person of [ana, bo]) await person.signIn(app.url)
  const askers = Array.from({ length: 30 }, (_, n) => [ana, null, bo][n % 3])
  const requests = askers.map((person, n) => {
    const cookie = person ? `Cookie: ${person.cookie}\r\n` : ''
    const last = n === askers.length - 1 ? 'Connection: close\r\n' : ''
    return `GET /api/auth/session HTTP/1.1\r\n${OWN}${cookie}${last}\r\n`
  })
  const nameOf = async (person: Person) =>
    String((await person.send(`${app.url}/api/auth/session`)).body.user_name)
  const names = [await nameOf(ana), await nameOf(bo)]
  expect(new Set(names).size).toBe(2)
  const answers = await exchange(app.url, requests.join(''))
  expect(answers.map(({ status }) => status)).toEqual(askers.map(() => 200))
  for (const [n, { text }] of answers.entries()) {
    const told = names.filter(name => text.includes(name))
    expect(told).toEqual([ana, bo].flatMap((person, of) => (askers[n] === person ? [names[of]] : [])))
  }
})

/** What one server takes for a separator, an end or a letter, and the next one does not. */
const ODD_PARTS = [
  '%2f',
  '%5c',
  '%00',
  '%c0%af',
  '%c0%ae%c0%ae',
  '%ed%a0%80',
  '%e0%80%af',
  '%',
  '%2',
  '..;',
  '%2e%2e%2f',
  ';x=1',
]

test('no address gives data or an error of ours without a session, whatever is written into it, nor does HEAD', async ({
  app,
  zoom,
}) => {
  const { handlers, pages } = builtRoutes()
  const logged = app.output().length
  for (const address of [...handlers, ...pages]) {
    const at = address.lastIndexOf('/')
    const targets = ODD_PARTS.flatMap(part => [
      `${address}${part}`,
      `${address}/${part}`,
      `${address.slice(0, at)}${part}${address.slice(at + 1)}`,
      `${address}?${part}=${part}`,
    ])
    const sent = [...targets.map(target => get(target)), get(address).replace('GET', 'HEAD')]
    const answers = await Promise.all(sent.map(bytes => exchange(app.url, bytes)))
    for (const [n, [answer, ...others]] of answers.entries()) {
      const [line] = (sent[n] ?? '').split('\r\n')
      expect.soft(others, line).toEqual([])
      const { status, text } = answer ?? { status: 0, text: '' }
      const isAway = address === '/store-away' && status === 503
      expect.soft(isAway || (status >= 200 && status < 500), `${line}: ${status}`).toBe(true)
      expect.soft(text, line).not.toMatch(/CANARY|user_email|\n\s+at /)
    }
    const [, body] = answers.at(-1)?.[0]?.text.split('\r\n\r\n') ?? []
    expect.soft(body, `HEAD ${address}`).toBe('')
  }
  expect(await zoom.log()).toEqual([])
  const plain = app.output().slice(logged).split('\n')
  expect(plain.filter(line => line !== '' && !line.startsWith('{'))).toEqual([])
})
