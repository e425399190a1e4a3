import { readFileSync } from 'node:fs'
import { RedisServer } from '../../lib/server/store/redis-server.ts'
import { freePort, type SandboxProcess, type Server, startApp, startSandbox } from '../servers.ts'
import { Zoom } from '../zoom.ts'
import { check } from './case.ts'
import { Person } from './person.ts'

/** One app process, which can be started again on the same port with the same store. */
export type Instance = { url: string; pid: () => number; stop: Server['stop']; start: () => Promise<void> }

/** An embedded Zoom, a Redis where asked for, and app processes of the production build. */
export type Bench = {
  zoom: Zoom
  redis: RedisServer
  apps: Instance[]
  /** The first instance's address: the one that the browser sees, too. */
  url: string
  signIn: (key: string) => Promise<Person>
}

type Setup = {
  instances?: number
  /** `durable` writes every change to disk, so that it survives a restart of Redis. */
  redis?: 'durable' | 'memory'
  /** Settings of the embedded Zoom; without any it never refuses for being asked too often. */
  zoom?: Record<string, unknown>
  env?: Record<string, string>
}

const DURABLE = ['--appendonly', 'yes', '--appendfsync', 'always']
const PATIENT = { medium_per_second: 1_000, light_per_second: 1_000, general_light_per_second: 1_000 }

const running = new Set<() => Promise<void>>()

/** Ends every process that a case has started, however the case ended. */
export async function stopEverything(): Promise<void> {
  const stops = [...running].reverse()
  running.clear()
  for (const stop of stops) await stop()
}

export function startRedis(bench: Bench): Promise<void> {
  return bench.redis.start(...DURABLE)
}

/** Runs `use` with servers of its own and ends them afterwards. */
export async function withBench<T>(setup: Setup, use: (bench: Bench) => Promise<T>): Promise<T> {
  try {
    return await use(await startBench(setup))
  } finally {
    await stopEverything()
  }
}

async function startBench({ instances = 1, redis: kind, zoom: settings, env }: Setup): Promise<Bench> {
  const ports: number[] = []
  while (ports.length < instances) ports.push(await freePort())
  const address = `http://localhost:${ports[0]}`
  const sandbox = await startSandbox([`${address}/api/auth/callback/zoom`])
  running.add(() => sandbox.stop())
  const zoom = new Zoom(sandbox.url)
  await zoom.settings({ ...PATIENT, ...settings })
  const redis = await RedisServer.reserve()
  if (kind) await redis.start(...(kind === 'durable' ? DURABLE : []))
  running.add(() => redis.dispose())
  const common = {
    NEXTAUTH_URL: address,
    ZOOM_REQUESTS_PER_SECOND: '20',
    LOG_LEVEL: 'warn',
    REDIS_URL: kind ? redis.url : '',
    ...env,
  }
  const apps = await Promise.all(ports.map(port => startInstance(sandbox, port, common)))
  async function signIn(key: string): Promise<Person> {
    const person = new Person(key)
    const led = await person.signIn(address)
    check(led === `${address}/agents`, `signing in as ${key} led to ${led}`)
    return person
  }
  return { zoom, redis, apps, url: address, signIn }
}

async function startInstance(
  sandbox: SandboxProcess,
  port: number,
  env: Record<string, string>,
): Promise<Instance> {
  let server = await startApp(sandbox, port, env)
  const stop: Server['stop'] = signal => server.stop(signal)
  running.add(() => stop('SIGKILL'))
  return {
    url: `http://localhost:${port}`,
    pid: () => server.process.pid ?? 0,
    stop,
    start: async () => {
      server = await startApp(sandbox, port, env)
    },
  }
}

/** Megabytes that a process holds in memory at the moment (Linux). */
export function memoryOf(app: Instance): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${app.pid()}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}
