import 'server-only'
import { z } from 'zod'
import { Misconfigured } from './misconfigured.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whose hosts tokens may go to: zoom.us and all under it. */
export function isZoomHost(hostname: string): boolean {
  return hostname === 'zoom.us' || hostname.endsWith('.zoom.us')
}

const wholeNumber = (from: number, to: number) =>
  z.coerce
    .number(`must be a whole number from ${from} to ${to}`)
    .int(`must be a whole number from ${from} to ${to}`)
    .min(from, `must be at least ${from}`)
    .max(to, `must be at most ${to}`)

const address = (check: (url: URL) => string | null) =>
  z.string().transform((value, context) => {
    const url = URL.parse(value.replace(/\/+$/, ''))
    const fault = url
      ? url.search || url.hash
        ? 'must have no query and no fragment'
        : !/^https?:$/.test(url.protocol) || url.username || url.password
          ? 'must be http or https, without a user name'
          : check(url)
      : 'must be an address such as https://example.com'
    if (fault) {
      context.addIssue(fault)
      return z.NEVER
    }
    return (url as URL).href.replace(/\/$/, '')
  })

/** Tokens go to these hosts: Zoom's over https, or this machine's own for a sandbox. */
const zoomAddress = address(url => {
  if (LOOPBACK.has(url.hostname)) return null
  if (!isZoomHost(url.hostname)) return 'must be under zoom.us, or on this machine (loopback) for a sandbox'
  return url.protocol === 'https:' ? null : 'must be https'
})

const publicAddress = address(url => {
  if (url.pathname !== '/') return 'must have no path: Rollcall lives at the root of its address'
  if (url.protocol === 'https:') return null
  return LOOPBACK.has(url.hostname) ? null : 'must be https, except on this machine (loopback)'
})

/** One secret, or `new,old`: everything is sealed with the first and opened with any. */
const secrets = z
  .string()
  .transform(value => value.split(',').map(secret => secret.trim()))
  .refine(
    list => list.every(secret => Buffer.byteLength(secret) >= 32),
    'each secret must be at least 32 bytes; `openssl rand -base64 32` makes one',
  )
  .transform(list => list as [string, ...string[]])

const schema = z.object({
  ZOOM_CLIENT_ID: z.string(),
  ZOOM_CLIENT_SECRET: z.string(),
  NEXTAUTH_URL: publicAddress,
  NEXTAUTH_SECRET: secrets,
  ZOOM_OAUTH_URL: zoomAddress.prefault('https://zoom.us/oauth'),
  ZOOM_API_URL: zoomAddress.prefault('https://api.zoom.us/v2'),
  ZOOM_PKCE: z.enum(['on', 'off'], 'must be on or off').default('on'),
  ZOOM_ACCOUNT_ID: z.string().trim().optional(),
  ZOOM_REQUESTS_PER_SECOND: wholeNumber(1, 20).default(7),
  REDIS_URL: z
    .string()
    .regex(
      /^rediss?:\/\//,
      'must start with redis:// or rediss:// and lead to one server, no Sentinel and no Cluster',
    )
    .optional(),
  DATA_DIR: z.string().default('./data'),
  ROSTER_SECONDS: wholeNumber(5, 300).default(15),
  SHARE_ROSTER: z.enum(['on', 'off'], 'must be on or off').default('on'),
  ZOOM_WEBHOOK_SECRET: z.string().optional(),
  SESSION_IDLE_MINUTES: wholeNumber(1, 24 * 60).default(60),
  SESSION_MAX_HOURS: wholeNumber(1, 30 * 24).default(12),
  TRUST_PROXY: z.enum(['on', 'off'], 'must be on or off').default('off'),
  PORT: wholeNumber(1, 65535).default(3000),
  METRICS_PORT: wholeNumber(1, 65535).optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be one of fatal, error, warn, info, debug, trace, silent',
    )
    .default('info'),
})

export type Env = z.infer<typeof schema>

/** The names of all variables. README.md and .env.example have the same ones, with the same defaults. */
export const VARIABLES = Object.keys(schema.shape)

/** Reads and checks the environment (the table in README.md). An empty value counts as not set. One error lists every fault. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()))
  const read = schema.safeParse(set)
  if (read.success) return read.data
  const faults = read.error.issues.map(issue => {
    const name = issue.path.join('.')
    return `  - ${name in set ? `${name} ${issue.message}` : `${name} is not set`}`
  })
  throw new Misconfigured(
    `The environment is not complete:\n${faults.join('\n')}\nThe README and .env.example say what each one is.`,
  )
}

let env: Env | undefined

/** The environment of this process, read once. */
export function getEnv(): Env {
  env ??= readEnv(process.env)
  return env
}

/** True when the data is not a Zoom account's: the screen must say "Sandbox data". */
export function isSandbox(): boolean {
  return !isZoomHost(new URL(getEnv().ZOOM_API_URL).hostname)
}

/** Whether the browser reaches this server over https: decides cookie prefixes and HSTS. */
export function isHttps(): boolean {
  return getEnv().NEXTAUTH_URL.startsWith('https:')
}
