import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { install, node, projectEnv, requireNode, root, run, step } from './run.mjs'

/*
 * `npm run demo`: installs, builds, starts the embedded Zoom and the app. PORT chooses another port than 3000.
 */

const PORT = Number(process.env.PORT ?? 3000)
const ADDRESS = `http://localhost:${PORT}`
const READY_WITHIN_MS = 60_000

const data = mkdtempSync(path.join(tmpdir(), 'rollcall-demo-'))
const children = []
let stopping = false

function stop(code) {
  if (stopping) return
  stopping = true
  for (const child of children) child.kill('SIGTERM')
  const gone = children.map(
    child =>
      new Promise(resolve =>
        child.exitCode === null && child.signalCode === null ? child.on('exit', resolve) : resolve(),
      ),
  )
  Promise.all(gone).then(() => {
    rmSync(data, { recursive: true, force: true })
    if (code === 0) console.log('\nStopped.')
    process.exit(code)
  })
}

/** Starts a server of ours and stops everything if it ends by itself. Resolves with its first line of output. */
function start(name, args, env) {
  const child = spawn(node, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  children.push(child)
  return new Promise((resolve, reject) => {
    child.stdout.once('data', chunk => resolve(String(chunk).split('\n')[0]))
    child.on('error', reject)
    child.on('exit', code => {
      if (stopping) return
      console.error(
        `\nThe ${name} ended by itself (${code}). Run npm run demo again; the lines above say why.`,
      )
      stop(1)
    })
  })
}

async function requireFreePort() {
  const taken = await new Promise(resolve => {
    const probe = createServer()
    probe.once('error', () => resolve(true))
    probe.listen(PORT, () => probe.close(() => resolve(false)))
  })
  if (!taken) return
  console.error(
    `Port ${PORT} is taken by another program. Stop that one, or choose another port:\n\n  PORT=3001 npm run demo\n`,
  )
  process.exit(1)
}

async function answers(url) {
  const deadline = Date.now() + READY_WITHIN_MS
  while (Date.now() < deadline && !stopping) {
    const response = await fetch(url).catch(() => null)
    if (response?.ok) return
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  throw new Error(`The app did not answer under ${url} within ${READY_WITHIN_MS / 1000} s`)
}

process.on('SIGINT', () => stop(0))
process.on('SIGTERM', () => stop(0))

try {
  requireNode()
  await requireFreePort()
  await install()
  step('Building the app (about half a minute)')
  await run('npm', ['run', 'build'], { quiet: true })
  step('Starting the embedded Zoom')
  const zoom = JSON.parse(
    await start(
      'embedded Zoom',
      ['e2e/sandbox/main.ts', '--port', '0', '--redirect-uri', `${ADDRESS}/api/auth/callback/zoom`],
      projectEnv(),
    ),
  )
  step('Starting the app')
  const env = projectEnv({
    ZOOM_CLIENT_ID: zoom.client_id,
    ZOOM_CLIENT_SECRET: zoom.client_secret,
    ZOOM_OAUTH_URL: zoom.oauth_url,
    ZOOM_API_URL: zoom.api_url,
    NEXTAUTH_URL: ADDRESS,
    // New at each start, as are the embedded Zoom's tokens: sessions of an earlier demo would lead nowhere.
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    REDIS_URL: '',
    DATA_DIR: data,
    PORT: String(PORT),
    LOG_LEVEL: 'warn',
  })
  await start('app', ['node_modules/next/dist/bin/next', 'start', '-p', String(PORT)], env)
  await answers(`${ADDRESS}/sign-in`)
  console.log(`\n  Rollcall is at ${ADDRESS}\n\n  Zoom's page asks who signs in:`)
  const people = await fetch(`${zoom.url}/__sandbox/people`).then(response => response.json())
  for (const { label, note } of people) console.log(`    ${label.padEnd(16)} ${note}`)
  console.log('\n  Ctrl-C stops it.')
} catch (error) {
  if (!stopping) {
    console.error(`\nThe demo could not start: ${error.message}`)
    stop(1)
  }
}
