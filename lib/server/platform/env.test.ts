import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { EnvError, readEnv, VARIABLES } from './env.ts'

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
    expect(error).toBeInstanceOf(EnvError)
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
    expect(readEnv({ ...LEAST, ...empty })).toEqual(readEnv(LEAST))
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
      SESSION_IDLE_MINUTES: '0',
      SESSION_MAX_HOURS: 'half a day',
      PORT: '3000.5',
      METRICS_PORT: '0',
      LOG_LEVEL: 'loud',
    })
    expect(faults.map(fault => fault.split(' ')[0]).sort()).toEqual(
      [
        'ZOOM_CLIENT_ID',
        'ZOOM_CLIENT_SECRET',
        'NEXTAUTH_URL',
        'NEXTAUTH_SECRET',
        'ZOOM_OAUTH_URL',
        'ZOOM_API_URL',
        'ZOOM_PKCE',
        'ZOOM_REQUESTS_PER_SECOND',
        'REDIS_URL',
        'ROSTER_SECONDS',
        'SHARE_ROSTER',
        'SESSION_IDLE_MINUTES',
        'SESSION_MAX_HOURS',
        'PORT',
        'METRICS_PORT',
        'LOG_LEVEL',
      ].sort(),
    )
    expect(faults).toContain('ZOOM_CLIENT_ID is not set')
    expect(faults).toContain('ZOOM_CLIENT_SECRET is not set')
    expect(faults).toContain('ZOOM_REQUESTS_PER_SECOND must be at most 20')
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
    'http://api.zoom.us/v2',
    'http://127.0.0.1.evil.example/v2',
    'https://192.168.0.5/v2',
    'https://api.zoom.us/v2?x=1',
    'https://api.zoom.us/v2#x',
    'api.zoom.us/v2',
    'javascript:alert(1)',
  ])('may not be %s', address => {
    expect(faultsOf({ ...LEAST, ZOOM_API_URL: address, ZOOM_OAUTH_URL: address })).toHaveLength(2)
  })
})

describe('the public address', () => {
  test.each(['https://rollcall.example', 'https://rollcall.example:8443/', 'http://localhost:3000'])(
    'may be %s',
    NEXTAUTH_URL => {
      expect(faultsOf({ ...LEAST, NEXTAUTH_URL })).toEqual([])
    },
  )

  test.each(['http://rollcall.example', 'https://rollcall.example/app', 'rollcall.example', '/'])(
    'may not be %s',
    NEXTAUTH_URL => {
      expect(faultsOf({ ...LEAST, NEXTAUTH_URL })).toHaveLength(1)
    },
  )
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
