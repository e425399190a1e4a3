import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { maxHeaderSize } from 'node:http'
import path from 'node:path'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { beforeAll, describe, expect, test } from 'vitest'
import { WHY } from '@/app/sign-in/why.ts'
import { PEOPLE } from '@/e2e/sandbox/account/people.ts'
import { SAMPLE } from '@/lib/agents/look/column-tracks.ts'
import { readEnv } from '@/lib/server/platform/env.ts'
import { metrics } from '@/lib/server/platform/metrics.ts'
import * as endpoints from '@/lib/server/zoom/endpoints.ts'

const root = path.dirname(import.meta.dirname)
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const guide = read('docs/operations.md')

const sources = globSync('{app,lib}/**/*.{ts,tsx}', { cwd: root })
  .filter(file => !/\.test\.tsx?$/.test(file))
  .map(read)

/** What stands in `code`. */
const codesIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)

/** The cells of the rows of the table whose head begins so. */
function table(text: string, head: string): string[][] {
  const lines = text
    .slice(text.indexOf(`\n| ${head} `))
    .trimStart()
    .split('\n')
  const end = lines.findIndex(line => !line.startsWith('|'))
  return lines.slice(2, end < 0 ? undefined : end).map(line =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map(cell => cell.trim()),
  )
}

/** A constant of a source file, such as `4 * 60_000`. */
function numberIn(file: string, name: string): number {
  const product = new RegExp(`\\b${name}(?: =|:) ([\\d_]+(?: \\* [\\d_]+)*)`).exec(read(file))?.[1]
  if (!product) throw new Error(`${file} has no number ${name}.`)
  return product
    .replaceAll('_', '')
    .split(' * ')
    .map(Number)
    .reduce((a, b) => a * b)
}

const LOGGED = /\blog\(\)(?:\.(\w+)|\[level\])\(\s*\{ event: '(\w+)'([^}]*)\}/g

test('the guide has every event of the log with its level and its fields, and no other', () => {
  const told = new Map(
    table(guide, '`event`').map(([event = '', level = '', fields = '']) => [
      codesIn(event).join(),
      { level, fields: codesIn(fields).toSorted() },
    ]),
  )
  const code = sources.join('\n')
  const calls = [...code.matchAll(LOGGED)].map(([, level = 'info', event = '', rest = '']) => {
    const names = rest.split(',').flatMap(part => /\w+/.exec(part)?.[0] ?? [])
    const fields = new Set(names.flatMap(name => (name === 'describeError' ? ['error', 'code'] : name)))
    // One that comes without an error has none to tell.
    if (told.get(event)?.fields.includes('error')) fields.add('error')
    return [event, { level, fields: [...fields].toSorted() }] as const
  })
  expect(calls).toHaveLength(code.match(/\bevent: '\w+'/g)?.length ?? 0)
  for (const [event, call] of calls) expect({ event, ...call }).toEqual({ event, ...told.get(event) })
  expect([...told.keys()].toSorted()).toEqual([...new Set(calls.map(([event]) => event))].toSorted())
})

describe('metrics', () => {
  type Told = { labels: string[]; says: string }
  const told = new Map<string, Told>(
    table(guide, 'Metric').map(([metric = '', labels = '', says = '']) => [
      codesIn(metric)[0] as string,
      { labels: codesIn(labels), says },
    ]),
  )
  const registry = new Registry()
  beforeAll(() => collectDefaultMetrics({ register: registry }))
  const ofProcess = () => registry.getMetricsAsArray().map(({ name }) => name)

  test('have the labels that the guide names', () => {
    const { registry: _, ...ours } = metrics()
    for (const metric of Object.values(ours)) {
      const { name, labelNames } = metric as unknown as { name: string; labelNames: string[] }
      expect({ name, labels: told.get(name)?.labels }).toEqual({ name, labels: [...labelNames] })
    }
  })

  test('are counted by the outcomes and reasons that the guide names', () => {
    const { registry: _, ...ours } = metrics()
    let found = 0
    for (const [key, metric] of Object.entries(ours)) {
      const { name, labelNames } = metric as unknown as { name: string; labelNames: string[] }
      const label = labelNames.find(one => one === 'outcome' || one === 'reason')
      if (!label) continue
      found++
      const counting = sources.filter(text => text.includes(`.${key}.inc(`)).join('\n')
      const values = [...counting.matchAll(new RegExp(`\\b${label}: ([^,})]*)`, 'g'))].flatMap(
        ([, words = '']) => [...words.matchAll(/'(\w+)'/g)],
      )
      expect({ name, values: new Set(codesIn(told.get(name)?.says ?? '')) }).toEqual({
        name,
        values: new Set(values.map(([, value]) => value)),
      })
    }
    expect(found).toBe(4)
  })

  test('that an alert asks for are there, with its labels', () => {
    const alerts = table(guide, 'Alert').map(([, when = '']) => when)
    expect(alerts.length).toBeGreaterThan(10)
    for (const [asked, name = '', suffix = '', wanted = ''] of alerts
      .join('\n')
      .matchAll(/\b((?:rollcall|nodejs|process)_\w+?)(_count)?(?![\w])(?:\{(\w+)=)?/g)) {
      if (!name.startsWith('rollcall_')) expect(ofProcess(), asked).toContain(name)
      else expect([...told.keys()], asked).toContain(name)
      if (wanted) expect(told.get(name)?.labels, asked).toContain(wanted)
      if (suffix) expect(guide, asked).toContain(`\`${name}\` (histogram)`)
    }
    for (const [value] of alerts.join('\n').matchAll(/(?<=(?:outcome|priority)=")\w+/g))
      expect(
        [...told.values()].some(({ says }) => codesIn(says).includes(value)),
        value,
      ).toBe(true)
    for (const [, event = ''] of guide.matchAll(/log lines? `(\w+)`/g))
      expect(guide).toMatch(new RegExp(`^\\| \`${event}\``, 'm'))
  })
})

test('the guide has figures of every case of the soak, and of no other', () => {
  const listed = execFileSync(process.execPath, ['e2e/soak/main.ts', '--list'], {
    cwd: root,
    encoding: 'utf8',
  })
  const cases = [...listed.matchAll(/^\S+/gm)].map(([name]) => name)
  const measured = guide.slice(guide.indexOf('## What was measured'))
  const told = [...measured.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name)
  expect(told.toSorted()).toEqual(cases.toSorted())
})

describe('limits and times', () => {
  const door = 'lib/server/platform/front-door/front-door.ts'
  const refresh = 'lib/server/auth/grants/refresh.ts'
  const seconds = (file: string, name: string) => numberIn(file, name) / 1_000
  const kb = (name: string) => numberIn(door, name) / 1_024
  const words = (file: string) => read(file).replace(/\s+/g, ' ')

  test('of nginx.conf are those of the app', () => {
    const nginx = read('nginx.conf')
    const views = /location = \/api\/views \{\s+client_max_body_size (\w+);/.exec(nginx)?.[1]
    const others = /^\tclient_max_body_size (\w+);/m.exec(nginx)?.[1]
    expect([views, others]).toEqual([`${kb('MOST_BYTES_OF_VIEWS')}k`, `${kb('MOST_BYTES')}k`])
    expect(nginx).toContain(`large_client_header_buffers 4 ${maxHeaderSize / 1_024}k;`)
    const late = seconds(door, 'UNFINISHED_MS')
    for (const timeout of ['client_header', 'client_body'])
      expect(nginx).toContain(`${timeout}_timeout ${late}s;`)
  })

  test('of the Caddyfile are those of the app', () => {
    const caddy = read('Caddyfile')
    const [views, others] = [kb('MOST_BYTES_OF_VIEWS'), kb('MOST_BYTES')]
    expect([...caddy.matchAll(/request_body @(\w+) \{\s+max_size (\w+)/g)].map(([, ...of]) => of)).toEqual([
      ['views', `${views}KiB`],
      ['others', `${others}KiB`],
    ])
    expect(caddy).toContain(`max_header_size ${maxHeaderSize / 1_024}KiB`)
    const late = seconds(door, 'UNFINISHED_MS')
    for (const timeout of ['read_header', 'read_body']) expect(caddy).toContain(`${timeout} ${late}s\n`)
  })

  test('are what the documents say they are', () => {
    const late = seconds(door, 'UNFINISHED_MS')
    const token = seconds('lib/server/zoom/oauth.ts', 'TOKEN_TIMEOUT_MS')
    const call = seconds('lib/server/zoom/client.ts', 'TOTAL_TIMEOUT_MS')
    const turn = seconds('lib/server/zoom/request-queue.ts', 'LONGEST_WAIT_MS')
    const save = seconds(refresh, 'save')
    const lock = seconds(refresh, 'lock')
    const me = (name: string) => seconds('lib/server/zoom/me.ts', name)
    const sign_in = token + me('TIMEOUT_MS') + me('SECOND_LOOK_TIMEOUT_MS')
    const sweep = seconds('lib/server/auth/grants/sweep.ts', 'EVERY_MS') / 60
    const tries = 1 + numberIn('lib/server/auth/grants/revocations.ts', 'maxAttempts')
    expect(tries).toBe(4)
    const rosters = 'lib/server/roster/rosters.ts'
    const told: Record<string, string[]> = {
      'docs/operations.md': [
        `A head is at most ${maxHeaderSize / 1_024} KB (431), a body ${kb('MOST_BYTES')} KB, of \`/api/views\` ${kb('MOST_BYTES_OF_VIEWS')} KB with a session's cookie (413), each is there within ${late} s`,
        `up to ${turn} s for its turn in the budget, ${call} s for Zoom, and ${seconds(refresh, 'patience')} s for a refresh of its grant; a sign-in waits up to ${sign_in} s for Zoom`,
        `a refresh may take ${token} s for Zoom's answer, and up to ${save} s in all`,
        `could not be stored within ${save} s`,
        `tried for ${save} s`,
        `another instance takes over after ${lock} s`,
        `may have renewed: ${seconds(refresh, 'doubt')} s wait`,
        `failed; tried again in ${sweep} min`,
        `finds no turn within ${turn} s`,
        `counted over ${numberIn('lib/server/store/budget-store.ts', 'BUDGET_WINDOW_MS') / 1_000} s`,
        `of more than ${numberIn('lib/server/zoom/http.ts', 'LONGEST_LIST_BYTES') / 1_048_576} MB, unpacked`,
        `the bound of ${numberIn(rosters, 'MOST_BYTES') / 1e6} MB`,
        `is tried again within ${seconds('lib/server/http/zoom-route.ts', 'PATIENCE_MS')} s`,
        '`ready` writes 16 KB',
        `it holds the first ${SAMPLE}`,
        `may begin ${numberIn('lib/server/auth/sign-in/begin-limit.ts', 'MOST')} sign-ins a minute`,
        `what nobody uses for ${seconds('lib/server/store/roster-store.ts', 'ROSTER_LIVES_MS') / 60} minutes is gone`,
        `of more than ${numberIn('lib/server/roster/walk.ts', 'MOST_AGENTS') / 1_000},000 agents`,
        `every ${seconds('lib/server/roster/rhythm.ts', 'LONGEST_WAIT_MS') / 60} minutes at last`,
        `waits for the store within ${seconds('lib/server/store/redis/connection.ts', 'COMMAND_TIMEOUT_MS')} s`,
        `at most ${1_000 / numberIn('lib/server/store/store-probe.ts', 'GOOD_FOR_MS')} times a second`,
      ],
      'docs/zoom-app.md': [
        `at most ${['no', 'one', 'two', 'three', 'four', 'five'][seconds('lib/server/roster/events.ts', 'LONGEST_AGE_MS') / 60]} minutes old`,
      ],
      'SECURITY.md': [`bodies of ${kb('MOST_BYTES')} KB at most, ${late} s for a head or a body`],
      'compose.yaml': [`${token} s for Zoom's answer, # up to ${save} s in all`],
      Caddyfile: [`keep a sign-in waiting for ${sign_in} s`],
      'nginx.conf': [`keep a sign-in waiting for ${sign_in} s`],
      'docs/decisions/0001-tokens-on-the-server.md': [
        `The lock runs out after ${lock} seconds and is renewed every ${seconds(refresh, 'lock_renewal')} while`,
        `the timeout is generous (${token} seconds)`,
      ],
      'docs/decisions/0012-one-roster-by-sight.md': [
        `every ${seconds('lib/server/roster/sharing/proof.ts', 'CHECK_AFTER_MS') / 60} to ${seconds('lib/server/roster/sharing/proof.ts', 'PROOF_LASTS_MS') / 60} minutes`,
        `runs out after ${seconds('lib/server/roster/shared-copy.ts', 'ttl_ms')} seconds`,
        `after ${numberIn('lib/server/roster/shared-copy.ts', 'MOST_PARTS')} parts`,
      ],
      'docs/decisions/0013-front-door.md': [
        `(${kb('MOST_BYTES')} KB, saved views ${kb('MOST_BYTES_OF_VIEWS')} KB), cuts off heads and bodies that take more than ${late} s`,
        `within ${seconds('app/agents/[[...user_id]]/page.tsx', 'WHOLE_WITHIN_MS')} s is sent whole`,
      ],
    }
    const stale = Object.entries(told).flatMap(([file, phrases]) => {
      const text = words(file)
      return phrases.filter(phrase => !text.includes(phrase)).map(phrase => `${file}: ${phrase}`)
    })
    expect(stale).toEqual([])
  })

  test('for stopping are long enough for a refresh, wherever they are set', () => {
    const grace = /Give it (\d+) s before SIGKILL/.exec(guide)?.[1]
    expect(Number(grace)).toBeGreaterThan(seconds(refresh, 'save'))
    expect(guide).toContain(`--stop-timeout ${grace} `)
    expect(read('compose.yaml')).toContain(`stop_grace_period: ${grace}s\n`)
  })
})

test('behind Caddy people are counted by the addresses that Caddy sees itself', () => {
  const app = /^x-app: &app\n([\s\S]*?)^\S/m.exec(read('compose.yaml'))?.[1]
  expect(app).toMatch(/^ {4}TRUST_PROXY: "on"$/m)
  // Without these Caddy puts that address in place of what a browser sends.
  expect(read('Caddyfile')).not.toMatch(/x-forwarded-for|trusted_proxies/i)
})

test('the guide names the calls that the connection page makes', () => {
  const labels = Object.values(endpoints).flatMap(one => ('label' in one ? one.label : []))
  const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']
  const [all, medium, light] = [
    labels.length,
    ...['MEDIUM', 'LIGHT'].map(of => labels.filter(one => one === of).length),
  ]
  expect(guide).toContain(
    `at the cost of ${numbers[all ?? 0]} calls (${numbers[medium ?? 0]} MEDIUM, ${numbers[light ?? 0]} LIGHT;`,
  )
})

test('what a failed sign-in says is explained in the guide to the Zoom app', () => {
  const { none: _, signed_out: __, session_over: ___, ...failures } = WHY
  const app = read('docs/zoom-app.md').replace(/\s+/g, ' ')
  const headings = Object.values(failures).map(([heading]) => heading)
  expect(headings.filter(heading => !app.includes(`"${heading}"`))).toEqual([])
})

test('README.md names everybody who can sign in to the demo', () => {
  const told = table(read('README.md'), 'Person').flatMap(([names = '']) => names.split(', '))
  expect(told).toEqual(PEOPLE.map(({ label }) => label))
})

test('CONTRIBUTING.md has settings with which the embedded Zoom lets the app in', () => {
  const block = /^```\n(ZOOM_CLIENT_ID=[^`]*)```/m.exec(read('CONTRIBUTING.md'))?.[1] ?? ''
  const env = readEnv(Object.fromEntries([...block.matchAll(/^(\w+)=(.*)$/gm)].map(([, ...set]) => set)))
  const sandbox = read('e2e/sandbox/sandbox.ts')
  expect(sandbox).toContain(`client_id: '${env.ZOOM_CLIENT_ID}'`)
  expect(sandbox).toContain(`client_secret: '${env.ZOOM_CLIENT_SECRET}'`)
})

test('README.md asks for the Node that the scripts ask for', () => {
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } }
  const [, oldest] = /Node ([\d.]+) or newer/.exec(read('README.md')) ?? []
  expect(engines.node).toBe(`>=${oldest}`)
  expect(read('scripts/run.mjs')).toContain(`[${oldest?.split('.').join(', ')}]`)
})
