import { existsSync } from 'node:fs'
import { readCommandLine, readNumber, refuse } from '../support/command-line.ts'
import { launch, signIn } from '../support/launch.ts'
import { freePort, startApp, startSandbox } from '../support/servers.ts'
import { type Figures, measure } from './measure.ts'
import { proxyTimeAdded } from './proxy-time.ts'
import { measureWholeList } from './whole-list.ts'

/* The product alone over the embedded Zoom (docs/performance.md). */

const USAGE = 'Usage: npm run bench -- [--rounds 3] [--agents 10000] [--latency 80]'

const { values } = readCommandLine(USAGE, {
  options: {
    rounds: { type: 'string', default: '3' },
    agents: { type: 'string', default: '10000' },
    latency: { type: 'string', default: '80' },
  },
})

const most_rounds = readNumber('rounds', values.rounds, 1)
readNumber('agents', values.agents, 1)
readNumber('latency', values.latency, 0)
if (!existsSync('.next/BUILD_ID')) refuse('There is no production build: run npm run build first.')

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

const port = await freePort()
const zoom = await startSandbox(
  [`http://localhost:${port}/api/auth/callback/zoom`],
  ['--agents', values.agents, '--latency', values.latency, '--auto-approve', 'ana'],
)
// The account's limit would measure itself.
await fetch(`${zoom.url}/__sandbox/settings`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ medium_per_second: 1000, light_per_second: 1000 }),
})
const metrics_port = await freePort()
const app = await startApp(zoom, port, {
  LOG_LEVEL: 'warn',
  ZOOM_REQUESTS_PER_SECOND: '20',
  METRICS_PORT: String(metrics_port),
})
const browser = await launch()
try {
  const state = await signIn(browser, app.url)
  const agents = (await fetch(`${zoom.url}/__sandbox/agents`).then(answer => answer.json())) as {
    user_email?: string
  }[]
  const word =
    agents.findLast(agent => /^[a-z.]{8,}/.test(agent.user_email ?? ''))?.user_email?.split('@')[0] ??
    'maria.garcia'
  const rounds: Figures[] = []
  for (let round = 1; round <= most_rounds; round++) {
    rounds.push({
      ...(await measure(browser, app.url, state, word)),
      ...(await measureWholeList(browser, app.url, state)),
    })
    console.error(`round ${round} of ${most_rounds}`)
  }
  const figures = Object.fromEntries(
    Object.keys(rounds[0] ?? {}).map(name => [
      name,
      median(rounds.map(figure => figure[name] ?? Number.NaN)),
    ]),
  )
  const added = await proxyTimeAdded(app.url, `http://127.0.0.1:${metrics_port}/metrics`, zoom, state.cookies)
  figures['proxy: added to a 300-row page (ms)'] = added.all
  figures['  of it session, grant, checks (ms)'] = added.checks
  console.log(
    `\nMedians of ${most_rounds} rounds, ${values.agents} agents, Zoom answers after ${values.latency} ms\n`,
  )
  for (const [name, value] of Object.entries(figures))
    console.log(`${name.padEnd(42)} ${value.toFixed(value < 20 ? 1 : 0).padStart(8)}`)
} finally {
  await browser.close()
  await app.stop()
  await zoom.stop()
}
