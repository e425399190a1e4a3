import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Bench, memoryOf, withBench } from '../bench.ts'
import { type Case, check, checkBelow, checkEqual, tally, until } from '../case.ts'
import { codeOf, Person } from '../person.ts'
import { type Expected, FAILED_CALLBACKS, FAULT_ANSWERS } from './fault-answers.ts'

const MOST_GROWTH_MB = 200
const LIST = 'users?page_size=30'

/** One preset: the answer under it, and the next one without it. Differences are collected, not thrown. */
async function tryPreset(bench: Bench, ana: Person, name: string, expected: Expected): Promise<string[]> {
  const { zoom, url } = bench
  const { path } = (await zoom.presets())[name] ?? {}
  const [agent] = await zoom.agents()
  const read = (expected.read ?? LIST).replace('{userId}', encodeURIComponent(agent?.user_id ?? ''))
  const called = expected.read?.startsWith('users/') ? 'user' : expected.read === 'regions' ? 'regions' : path
  if (path === 'token') {
    // With a pair of its own: what an earlier preset left may be spent already.
    await ana.signIn(url)
    await zoom.expireAccess()
  }
  await zoom.fault({ preset: name, times: expected.once ? 1 : null, path: called })
  const under = codeOf(await ana.ask(url, read))
  await zoom.clearFaults()
  const wanted = expected.next ?? '200'
  let next = ''
  // A silent Zoom is left alone for a second, so the first answer afterwards may still be a refusal.
  await until('an answer without the fault', 10_000, async () => {
    next = codeOf(await ana.ask(url, LIST))
    return next === wanted || !/^(429|50\d)/.test(next)
  }).catch(() => {})
  if (next.startsWith('401')) await ana.signIn(url)
  return [
    ...(under === expected.answer ? [] : [`${name}: ${under} instead of ${expected.answer}`]),
    ...(next === wanted ? [] : [`after ${name}: ${next} instead of ${wanted}`]),
  ]
}

async function everyPreset(bench: Bench) {
  const ana = await bench.signIn('ana')
  const app = bench.apps[0]
  if (!app) throw new Error('No instance.')
  const idle = memoryOf(app)
  const names = Object.keys(await bench.zoom.presets())
  const differences: string[] = []
  for (const name of names.filter(name => !FAILED_CALLBACKS.includes(name))) {
    const expected = FAULT_ANSWERS[name]
    if (!expected) differences.push(`${name}: nothing is said about this preset`)
    else differences.push(...(await tryPreset(bench, ana, name, expected)))
  }
  for (const name of FAILED_CALLBACKS) {
    await bench.zoom.fault({ preset: name })
    const visitor = new Person('bo')
    let led = await visitor.signIn(bench.url)
    await bench.zoom.clearFaults()
    // next-auth has one or two addresses of its own in between.
    for (let hops = 0; hops < 2 && led.startsWith(`${bench.url}/api/auth/`); hops++)
      led = new URL((await visitor.send(led)).headers.get('location') ?? led, bench.url).href
    if (!led.startsWith(`${bench.url}/sign-in?`)) differences.push(`${name}: led to ${led}`)
    const { status } = await visitor.ask(bench.url, LIST)
    if (status !== 401) differences.push(`after ${name}: ${status} instead of 401`)
  }
  check(differences.length === 0, differences.join('; '))
  return { presets: names.length, 'memory MB': `${idle} to ${memoryOf(app)}` }
}

/** Ten of each at once, while the process's memory is watched. */
async function monsters(bench: Bench) {
  const ana = await bench.signIn('ana')
  const app = bench.apps[0]
  if (!app) throw new Error('No instance.')
  await ana.ask(bench.url, 'users?page_size=300')
  const idle = memoryOf(app)
  let peak = idle
  const watch = setInterval(() => {
    peak = Math.max(peak, memoryOf(app))
  }, 20)
  const told: string[] = []
  try {
    for (const preset of ['huge', 'gzip_bomb', 'trickle', 'truncated']) {
      await bench.zoom.fault({ preset, times: null })
      const asked = Array.from({ length: 10 }, (_, n) => ana.ask(bench.url, `users?page_size=${n + 200}`))
      told.push(`${preset}: ${tally((await Promise.all(asked)).map(codeOf))}`)
      await bench.zoom.clearFaults()
      await until('Zoom is read again', 10_000, async () => (await ana.ask(bench.url, LIST)).status === 200)
    }
  } finally {
    clearInterval(watch)
  }
  checkEqual(
    'answers',
    told.join('; '),
    'huge: 502 zoom_invalid x 10; gzip_bomb: 502 zoom_invalid x 10; trickle: 504 zoom_timeout x 10; truncated: 503 unavailable x 10',
  )
  checkBelow('growth of memory in MB', peak - idle, MOST_GROWTH_MB)
  return { 'before MB': idle, 'peak MB': peak, 'after MB': memoryOf(app) }
}

async function malformedRows(bench: Bench) {
  await bench.zoom.settings({ agents: 1_000, odd_agents: false })
  await bench.zoom.fault({ preset: 'malformed_rows', times: null })
  const ana = await bench.signIn('ana')
  let token = ''
  let read = 0
  let skipped = 0
  let pages = 0
  do {
    const { status, body } = await ana.ask(
      bench.url,
      `users?page_size=300&next_page_token=${encodeURIComponent(token)}`,
    )
    checkEqual('a page', status, 200)
    read += (body.users as unknown[]).length
    skipped += (body.meta as { skipped: number }).skipped
    token = String(body.next_page_token)
    pages++
  } while (token !== '' && pages < 10)
  checkEqual('rows read and left out', read + skipped, 1_000)
  check(skipped > 0 && skipped <= 100, `${skipped} were left out`)
  return { rows: read, 'left out': skipped, pages }
}

/** A redirect to another port of this machine, as one to an internal service would be. */
async function redirectToLoopback(bench: Bench) {
  let heard = 0
  const inside = createServer((_request, response) => {
    heard++
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(inside, 'listening')
  const { port } = inside.address() as AddressInfo
  try {
    const ana = await bench.signIn('ana')
    const hosts = ['127.0.0.1', 'localhost', '[::1]', 'zoom.us@127.0.0.1', '2130706433']
    for (const host of hosts) {
      await bench.zoom.fault({
        path: 'users',
        status: 302,
        headers: { Location: `http://${host}:${port}/` },
        raw: '',
      })
      checkEqual(`a redirect to ${host}`, codeOf(await ana.ask(bench.url, LIST)), '502 zoom_invalid')
      await bench.zoom.clearFaults()
    }
    checkEqual('requests at the inner service', heard, 0)
    return { redirects: hosts.length, followed: 0 }
  } finally {
    inside.close()
  }
}

export const zoomFaultsCases: Case[] = [
  {
    name: 'zoom-faults',
    promise: "every fault preset: the contract's answer, and the grant lives unless Zoom refused it",
    within: () => 420,
    run: () => withBench({}, everyPreset),
  },
  {
    name: 'monsters',
    promise: '50 MB answers, gzip bombs, trickles and cut answers, ten at once: bounded memory',
    within: () => 180,
    run: () => withBench({}, monsters),
  },
  {
    name: 'malformed-rows',
    promise: '1,000 rows of which 10 % are malformed: the others are all there',
    within: () => 60,
    run: () => withBench({}, malformedRows),
  },
  {
    name: 'redirects',
    promise: 'redirects to this machine are not followed',
    within: () => 60,
    run: () => withBench({}, redirectToLoopback),
  },
]
