import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { node, root } from '../../scripts/run.mjs'

const READY_WITHIN_MS = 30_000
/** What one process has compiled need not be compiled by the next: half of what a start takes. */
const NODE_COMPILE_CACHE = path.join(root, 'node_modules/.cache/compiled')

/**
 * A port that nobody uses at the moment. Not one that the system chooses: from the same range it takes those of outgoing
 * connections, and one of these may have it before our server does.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000)
  const server = createServer().listen(port)
  const isFree = await once(server, 'listening').then(
    () => true,
    () => false,
  )
  if (!isFree) return freePort()
  server.close()
  await once(server, 'close')
  return port
}

export type Server = {
  url: string
  process: ChildProcess
  output: () => string
  stop: (signal?: NodeJS.Signals) => Promise<void>
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}

export type SandboxProcess = Server & { client_id: string; client_secret: string }

/** The embedded Zoom as a process of its own. */
export async function startSandbox(redirect_uris: string[], args: string[] = []): Promise<SandboxProcess> {
  const child = spawn(
    node,
    ['e2e/sandbox/main.ts', '--port', '0', '--tick', '0', '--redirect-uri', redirect_uris.join(','), ...args],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE },
    },
  )
  const [first] = (await once(child.stdout as NonNullable<typeof child.stdout>, 'data')) as [Buffer]
  const { url, client_id, client_secret } = JSON.parse(String(first)) as {
    url: string
    client_id: string
    client_secret: string
  }
  return {
    url,
    client_id,
    client_secret,
    process: child,
    output: () => '',
    stop: (signal = 'SIGTERM') => stop(child, signal),
  }
}

/** The production build, that of the project unless told, against an embedded Zoom, on its own port with its own data. */
export async function startApp(
  zoom: SandboxProcess,
  port: number,
  env: Record<string, string> = {},
  folder = root,
): Promise<Server> {
  const url = env.NEXTAUTH_URL ?? `http://localhost:${port}`
  const data = mkdtempSync(path.join(tmpdir(), 'rollcall-'))
  const child = spawn(node, ['node_modules/next/dist/bin/next', 'start', '-p', String(port)], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE,
      NODE_ENV: 'production',
      ZOOM_CLIENT_ID: zoom.client_id,
      ZOOM_CLIENT_SECRET: zoom.client_secret,
      ZOOM_OAUTH_URL: `${zoom.url}/oauth`,
      ZOOM_API_URL: `${zoom.url}/v2`,
      NEXTAUTH_URL: url,
      NEXTAUTH_SECRET: 'a secret for tests that is long enough to be one',
      REDIS_URL: '',
      DATA_DIR: data,
      PORT: String(port),
      LOG_LEVEL: 'debug',
      ...env,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', chunk => {
      output += chunk
    })
  }
  const deadline = Date.now() + READY_WITHIN_MS
  while (
    !(await fetch(`http://localhost:${port}/sign-in`).then(
      r => r.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The app did not start:\n${output}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return {
    url,
    process: child,
    output: () => output,
    stop: async (signal = 'SIGTERM') => {
      await stop(child, signal)
      rmSync(data, { recursive: true, force: true })
    },
  }
}
