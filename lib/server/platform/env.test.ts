import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readEnv, VARIABLES } from './env.ts'
import { Misconfigured } from './misconfigured.ts'

const SECRET = 'a-secret-of-at-least-thirty-two-bytes'
const LEAST = {
  ZOOM_CLIENT_ID: 'id',
  ZOOM_CLIENT_SECRET: 'secret',
  NEXTAUTH_URL: 'https://rollcall.example',
  NEXTAUTH_SECRET: SECRET,
}

function faultsOf(source: Record<string, string | undefined>): string[] {
  try {
    readEnv(source)
  } catch (error) {
    expect(error).toBeInstanceOf(Misconfigured)
    return (error as Error).message
      .split('\n')
      .flatMap(line => (line.startsWith('  - ') ? line.slice(4) : []))
  }
  return []
}

describe('the environment', () => {
  test('needs four values and has the documented defaults for the rest', () => {
    expect(readEnv(LEAST)).toEqual({
      ...LEAST,
      NEXTAUTH_SECRET: [SECRET],
      ZOOM_OAUTH_URL: 'https://zoom.us/oauth',
      ZOOM_API_URL: 'https://api.zoom.us/v2',
      ZOOM_PKCE: 'on',
      ZOOM_REQUESTS_PER_SECOND: 7,
      DATA_DIR: './data',
      ROSTER_SECONDS: 15,
      SHARE_ROSTER: 'on',
      SESSION_IDLE_MINUTES: 60,
      SESSION_MAX_HOURS: 12,
      TRUST_PROXY: 'off',
      PORT: 3000,
      LOG_LEVEL: 'info',
    })
  })

  test('takes an empty value for one that is not set', () => {
    const empty = Object.fromEntries(
      ['ZOOM_API_URL', 'ZOOM_PKCE', 'REDIS_URL', 'PORT', 'METRICS_PORT', 'LOG_LEVEL'].map(name => [
        name,
        '  ',
      ]),
    )
    expect(readEnv({ ...LEAST, ...empty, DATA_DIR: undefined })).toEqual(readEnv(LEAST))
  })

  test.each([
    ['ZOOM_PKCE', ['on', 'off']],
    ['SHARE_ROSTER', ['on', 'off']],
    ['TRUST_PROXY', ['on', 'off']],
    ['REDIS_URL', ['redis://localhost:6379', 'rediss://user:password@redis.example/0']],
    ['LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']],
  ])('takes for %s each value that there is', (name, values) => {
    for (const value of values) expect(readEnv({ ...LEAST, [name]: value })).toMatchObject({ [name]: value })
    expect(faultsOf({ ...LEAST, [name]: `x${values[0]}` })).toHaveLength(1)
  })

  test('takes the longest times that there are, and an account without the blanks around it', () => {
    const longest = { SESSION_IDLE_MINUTES: '1440', SESSION_MAX_HOURS: '720', ZOOM_ACCOUNT_ID: ' account ' }
    expect(readEnv({ ...LEAST, ...longest })).toMatchObject({
      SESSION_IDLE_MINUTES: 1_440,
      SESSION_MAX_HOURS: 720,
      ZOOM_ACCOUNT_ID: 'account',
    })
  })

  test('names every fault in one message', () => {
    const faults = faultsOf({
      ZOOM_CLIENT_SECRET: '',
      NEXTAUTH_URL: 'http://rollcall.example',
      NEXTAUTH_SECRET: 'short',
      ZOOM_OAUTH_URL: 'https://zoom.us.evil.example',
      ZOOM_API_URL: 'api.zoom.us',
      ZOOM_PKCE: 'yes',
      ZOOM_REQUESTS_PER_SECOND: '21',
      REDIS_URL: 'localhost:6379',
      ROSTER_SECONDS: '4',
      SHARE_ROSTER: 'yes',
      TRUST_PROXY: 'yes',
      SESSION_IDLE_MINUTES: '0',
      SESSION_MAX_HOURS: 'half a day',
      PORT: '3000.5',
      METRICS_PORT: '0',
      LOG_LEVEL: 'loud',
    })
    expect(faults.toSorted()).toEqual(
      [
        'ZOOM_CLIENT_ID is not set',
        'ZOOM_CLIENT_SECRET is not set',
        'NEXTAUTH_URL must be https, except on this machine (loopback)',
        'NEXTAUTH_SECRET each secret must be at least 32 bytes; `openssl rand -base64 32` makes one',
        'ZOOM_OAUTH_URL must be under zoom.us, or on this machine (loopback) for a sandbox',
        'ZOOM_API_URL must be an address such as https://example.com',
        'ZOOM_PKCE must be on or off',
        'ZOOM_REQUESTS_PER_SECOND must be at most 20',
        'REDIS_URL must start with redis:// or rediss:// and lead to one server, no Sentinel and no Cluster',
        'ROSTER_SECONDS must be at least 5',
        'SHARE_ROSTER must be on or off',
        'SESSION_IDLE_MINUTES must be at least 1',
        'SESSION_MAX_HOURS must be a whole number from 1 to 720',
        'TRUST_PROXY must be on or off',
        'PORT must be a whole number from 1 to 65535',
        'METRICS_PORT must be at least 1',
        'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent',
      ].toSorted(),
    )
  })

  test('says where each variable is explained', () => {
    expect(() => readEnv({})).toThrow(
      /^The environment is not complete:\n.*\nThe README and .env.example say what each one is.$/s,
    )
  })

  test('keeps secrets out of the message', () => {
    const secret = 'not-thirty-two-bytes'
    expect(() => readEnv({ ...LEAST, NEXTAUTH_SECRET: secret, PORT: 'x' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) }),
    )
  })
})

describe('the secret', () => {
  test('may be a list, the newest first', () => {
    const { NEXTAUTH_SECRET } = readEnv({ ...LEAST, NEXTAUTH_SECRET: `${SECRET}-new , ${SECRET}-old` })
    expect(NEXTAUTH_SECRET).toEqual([`${SECRET}-new`, `${SECRET}-old`])
  })

  test('is measured in bytes', () => {
    expect(faultsOf({ ...LEAST, NEXTAUTH_SECRET: 'é'.repeat(16) })).toEqual([])
    expect(faultsOf({ ...LEAST, NEXTAUTH_SECRET: 'x'.repeat(31) })).toHaveLength(1)
  })

  test.each([`${SECRET},short`, `short,${SECRET}`, `${SECRET},`, `,${SECRET}`, ','])(
    'is refused when one of "%s" is too short',
    NEXTAUTH_SECRET => {
      expect(faultsOf({ ...LEAST, NEXTAUTH_SECRET })).toEqual([
        expect.stringMatching(/^NEXTAUTH_SECRET .*at least 32 bytes/),
      ])
    },
  )
})

describe('an address of Zoom', () => {
  test.each([
    ['https://api.zoom.us/v2/', 'https://api.zoom.us/v2'],
    ['https://api-eu.zoom.us/v2', 'https://api-eu.zoom.us/v2'],
    ['https://zoom.us', 'https://zoom.us'],
    ['HTTPS://API.ZOOM.US/v2', 'https://api.zoom.us/v2'],
    ['http://127.0.0.1:4010/v2', 'http://127.0.0.1:4010/v2'],
    ['http://localhost:4010/v2//', 'http://localhost:4010/v2'],
    ['http://[::1]:4010', 'http://[::1]:4010'],
  ])('may be %s', (address, read) => {
    const env = readEnv({ ...LEAST, ZOOM_API_URL: address, ZOOM_OAUTH_URL: address })
    expect([env.ZOOM_API_URL, env.ZOOM_OAUTH_URL]).toEqual([read, read])
  })

  test.each([
    'https://zoom.us.evil.example/v2',
    'https://evilzoom.us/v2',
    'https://evil.example/zoom.us',
    'https://zoom.us@evil.example/v2',
    'https://somebody@zoom.us/v2',
    'https://:secret@zoom.us/v2',
    'ftp://localhost/v2',
    'xhttp://localhost/v2',
    'httpx://localhost/v2',
    'http://127.0.0.1.evil.example/v2',
    'https://192.168.0.5/v2',
    'https://api.zoom.us/v2?x=1',
    'https://api.zoom.us/v2#x',
    'api.zoom.us/v2',
    'javascript:alert(1)',
  ])('may not be %s', address => {
    expect(faultsOf({ ...LEAST, ZOOM_API_URL: address, ZOOM_OAUTH_URL: address })).toHaveLength(2)
  })

  test('of Zoom’s own must be https', () => {
    expect(faultsOf({ ...LEAST, ZOOM_API_URL: 'http://api.zoom.us/v2' })).toEqual([
      'ZOOM_API_URL must be https',
    ])
  })
})

describe('the public address', () => {
  test.each([
    ['https://rollcall.example', 'https://rollcall.example'],
    ['https://rollcall.example:8443/', 'https://rollcall.example:8443'],
    ['https://rollcall.example///', 'https://rollcall.example'],
    ['http://localhost:3000', 'http://localhost:3000'],
  ])('may be %s', (NEXTAUTH_URL, read) => {
    expect(readEnv({ ...LEAST, NEXTAUTH_URL }).NEXTAUTH_URL).toBe(read)
  })

  test.each([
    ['http://rollcall.example', 'must be https, except on this machine (loopback)'],
    ['https://rollcall.example/app', 'must have no path: Rollcall lives at the root of its address'],
    ['https://rollcall.example?x', 'must have no query and no fragment'],
    ['ftp://localhost', 'must be http or https, without a user name'],
    ['rollcall.example', 'must be an address such as https://example.com'],
    ['/', 'must be an address such as https://example.com'],
  ])('may not be %s: it %s', (NEXTAUTH_URL, fault) => {
    expect(faultsOf({ ...LEAST, NEXTAUTH_URL })).toEqual([`NEXTAUTH_URL ${fault}`])
  })
})

describe('this process', () => {
  beforeEach(() => vi.resetModules())
  afterEach(() => vi.unstubAllEnvs())

  async function startWith(settings: Partial<Record<string, string>>) {
    for (const [name, value] of Object.entries({ ...LEAST, ...settings })) vi.stubEnv(name, value)
    return import('./env.ts')
  }

  test("has a sandbox's data unless its API is under zoom.us", async () => {
    expect((await startWith({})).isSandbox()).toBe(false)
    vi.resetModules()
    expect((await startWith({ ZOOM_API_URL: 'http://localhost:4010/v2' })).isSandbox()).toBe(true)
  })

  test('is reached over https unless the browser has it on loopback', async () => {
    expect((await startWith({})).isHttps()).toBe(true)
    vi.resetModules()
    expect((await startWith({ NEXTAUTH_URL: 'http://localhost:3000' })).isHttps()).toBe(false)
  })
})

/** Each variable with its default as the documents write it: `required`, `none`, or a value. */
function documentedDefaults(): Map<string, string> {
  const defaults = { ...readEnv(LEAST) } as Record<string, unknown>
  return new Map(
    VARIABLES.map(name => [
      name,
      name in LEAST ? 'required' : name in defaults ? String(defaults[name]) : 'none',
    ]),
  )
}

test('README.md has every variable with its default, and no other', () => {
  const section = /^## Environment$(.*?)^## /ms.exec(readFileSync('README.md', 'utf8'))?.[1] ?? ''
  const rows = [...section.matchAll(/^\| (`[A-Z_`, ]+) *\| (.+?) +\|/gm)]
  const told = rows.flatMap(([, names = '', value = '']) =>
    [...names.matchAll(/[A-Z_]+/g)].map(([name]) => [name, value.replaceAll('`', '')] as const),
  )
  expect(new Map(told)).toEqual(documentedDefaults())
})

test('.env.example has every variable with its default, and no other', () => {
  const lines = [...readFileSync('.env.example', 'utf8').matchAll(/^(# )?([A-Z_]+)=(.*)$/gm)]
  const told = lines.map(
    ([, isComment, name = '', value]) => [name, isComment ? value || 'none' : 'required'] as const,
  )
  expect(new Map(told)).toEqual(documentedDefaults())
})

test('bounds that README.md and .env.example name are those that are kept', () => {
  const told = [
    ...readFileSync('README.md', 'utf8').matchAll(/^\| `([A-Z_]+)` .*?\b(\d+) to (\d+):/gm),
    ...[...readFileSync('.env.example', 'utf8').matchAll(/^(?:# .*\n)+# ([A-Z_]+)=/gm)].flatMap(
      ([text, name]) => {
        const [, from, to] = /\b(\d+) to (\d+)\b/.exec(text) ?? []
        return from && to ? [[text, name, from, to]] : []
      },
    ),
  ]
  expect(new Set(told.map(([, name]) => name))).toEqual(
    new Set(['ZOOM_REQUESTS_PER_SECOND', 'ROSTER_SECONDS', 'SESSION_IDLE_MINUTES', 'SESSION_MAX_HOURS']),
  )
  for (const [, name = '', from, to] of told) {
    for (const value of [Number(from) - 1, Number(to) + 1])
      expect(faultsOf({ ...LEAST, [name]: String(value) })).toHaveLength(1)
    for (const value of [from, to]) expect(faultsOf({ ...LEAST, [name]: value })).toEqual([])
  }
})

test('README.md and .env.example name every level of the log', () => {
  const [fault = ''] = faultsOf({ ...LEAST, LOG_LEVEL: 'loud' })
  const levels = fault.replace('LOG_LEVEL must be one of ', '').split(', ')
  expect(levels.length).toBeGreaterThan(5)
  for (const file of ['README.md', '.env.example']) {
    const told = /\bfatal\b.*\bsilent\b/.exec(readFileSync(file, 'utf8'))?.[0] ?? ''
    expect(told.split(/, | or /)).toEqual(levels)
  }
})
