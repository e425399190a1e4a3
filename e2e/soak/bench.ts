import { readFileSync } from 'node:fs'
import { type CutLine, openCutLine } from '../support/cut-line.ts'
import { RedisPair } from '../support/redis-pair.ts'
import { RedisServer } from '../support/redis-server.ts'
import { freePort, type SandboxProcess, type Server, startApp, startSandbox } from '../support/servers.ts'
import { Zoom } from '../support/zoom.ts'
import { check, type Options, percentile } from './case.ts'
import { Person } from './person.ts'

/** One app process, which can be started again on the same port with the same store. */
export type Instance = { url: string; pid: () => number; stop: Server['stop']; start: () => Promise<void> }

/** An embedded Zoom, a Redis where asked for, and app processes of the production build. */
export type Bench = {
  zoom: Zoom
  redis: RedisServer
  /** What stands for Redis where `replicated` asked for it. */
  pair?: RedisPair
  /** The first instance's line to Redis, where `cuttable` asked for one. */
  line?: CutLine
  apps: Instance[]
  /** The first instance's address: the one that the browser sees, too, but for https. */
  url: string
  signIn: (key: string) => Promise<Person>
}

type Setup = {
  instances?: number
  /** `durable` writes every change to disk, so that it survives a restart of Redis; `replicated` has a replica, instead. */
  redis?: 'durable' | 'memory' | 'replicated'
  /** Settings of the embedded Zoom; without any it never refuses for being asked too often. */
  zoom?: Record<string, unknown>
  env?: Record<string, string>
  /** The browser is told https, as behind a proxy where TLS ends: cookies and headers are those for it. */
  https?: boolean
  /** The first instance reaches Redis over a line that can be cut. */
  cuttable?: boolean
}

/** An app as the command line wants it. */
export const asAsked = ({ redis, https, instances }: Options): Setup => ({
  redis: redis || instances > 1 ? 'memory' : undefined,
  https,
  instances,
})

const DURABLE = ['--appendonly', 'yes', '--appendfsync', 'always']
const PATIENT = { medium_per_second: 1_000, light_per_second: 1_000, general_light_per_second: 1_000 }

/** How to end what was started, latest first; null once that has begun, so that nothing is started any more. */
type Running = { stops: (() => Promise<void>)[] | null; outputs: (() => string)[] }

const benches = new Set<Running>()

async function end(running: Running): Promise<void> {
  const stops = running.stops?.reverse() ?? []
  running.stops = null
  benches.delete(running)
  for (const stop of stops) await stop()
}

/** Registers how to end something; where everything is ending already, that is done at once. */
async function onEnd(running: Running, stop: () => Promise<void>): Promise<void> {
  if (running.stops) running.stops.push(stop)
  else await stop()
}

/** Ends every process that was started, whatever has become of the case that did. */
export async function stopEverything(): Promise<void> {
  for (const running of benches) await end(running)
}

export function startRedis(bench: Bench): Promise<void> {
  return bench.redis.start(...DURABLE)
}

/** Runs `use` with servers of its own and ends them afterwards. */
export async function withBench<T>(setup: Setup, use: (bench: Bench) => Promise<T>): Promise<T> {
  const running: Running = { stops: [], outputs: [] }
  benches.add(running)
  try {
    return await use(await startBench(setup, running))
  } catch (error) {
    const lines = running.outputs.flatMap(output => output().split('\n')).filter(line => line.startsWith('{'))
    console.error(`  ${lines.length} lines were logged; the last ones:\n  ${lines.slice(-5).join('\n  ')}`)
    throw error
  } finally {
    await end(running)
  }
}

async function startBench(setup: Setup, running: Running): Promise<Bench> {
  const { instances = 1, redis: kind, zoom: settings, env, https, cuttable } = setup
  const ports: number[] = []
  while (ports.length < instances) ports.push(await freePort())
  const address = `http://localhost:${ports[0]}`
  const seen = https ? address.replace('http:', 'https:') : address
  const sandbox = await startSandbox([`${seen}/api/auth/callback/zoom`])
  await onEnd(running, () => sandbox.stop())
  const zoom = new Zoom(sandbox.url)
  await zoom.settings({ ...PATIENT, ...settings })
  const redis = await RedisServer.reserve()
  await onEnd(running, () => redis.dispose())
  const pair = kind === 'replicated' ? await RedisPair.start() : undefined
  if (pair) await onEnd(running, () => pair.dispose())
  else if (kind) await redis.start(...(kind === 'durable' ? DURABLE : []))
  const common = {
    NEXTAUTH_URL: seen,
    ZOOM_REQUESTS_PER_SECOND: '20',
    LOG_LEVEL: 'warn',
    REDIS_URL: pair?.url ?? (kind ? redis.url : ''),
    ...env,
  }
  const line = cuttable ? await openCutLine(redis.port) : undefined
  if (line) await onEnd(running, () => line.close())
  const envOf = (n: number) =>
    line && n === 0 ? { ...common, REDIS_URL: `redis://127.0.0.1:${line.port}` } : common
  const apps = await Promise.all(ports.map((port, n) => startInstance(sandbox, port, envOf(n), running)))
  async function signIn(key: string): Promise<Person> {
    const person = new Person(key)
    const led = await person.signIn(address)
    check(led === `${seen}/agents`, `signing in as ${key} led to ${led}`)
    return person
  }
  return { zoom, redis, pair, line, apps, url: address, signIn }
}

async function startInstance(
  sandbox: SandboxProcess,
  port: number,
  env: Record<string, string>,
  running: Running,
): Promise<Instance> {
  let server = await startApp(sandbox, port, env)
  const stop: Server['stop'] = signal => server.stop(signal)
  await onEnd(running, () => stop('SIGKILL'))
  running.outputs.push(() => server.output())
  return {
    url: `http://localhost:${port}`,
    pid: () => server.process.pid ?? 0,
    stop,
    start: async () => {
      server = await startApp(sandbox, port, env)
      if (!running.stops) await stop('SIGKILL')
    },
  }
}

/** Megabytes that a process holds in memory at the moment (Linux). */
export function memoryOf(app: Instance): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${app.pid()}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}

/** What counts as steady. */
export const MOST_GROWTH_MB = 50

/** Medians of the last fifth of the samples, and over the second one: what a collection happens to leave, or a start takes, does not decide. */
export function memoryGrowth(samples: readonly number[]): { 'memory MB': number; 'growth MB': number } {
  const fifth = Math.ceil(samples.length / 5)
  const end = percentile(samples.slice(-fifth), 0.5)
  return { 'memory MB': end, 'growth MB': end - percentile(samples.slice(fifth, 2 * fifth), 0.5) }
}
