import { type Bench, MOST_GROWTH_MB, memoryGrowth, memoryOf, withBench } from '../bench.ts'
import { type Case, checkBelow, checkEqual, pause, percentile, tally, until } from '../case.ts'
import { openViewers, signInLoads } from '../crowd.ts'
import { type Answer, codeOf } from '../person.ts'
import { describe } from '../table.ts'
import { Viewer } from '../viewer.ts'

const PEOPLE = 20
const PER_SECOND = 100
const LONGEST_P99_MS = 500
/** By then V8 has as much memory as it needs at this pace; what it takes until then is no growth. */
const WARM_UP_MINUTES = 1

/** Twenty requests of a busy floor, none of which needs a call to Zoom of its own. */
const ROUND = [
  ...Array.from({ length: 14 }, () => 'changes' as const),
  'all agents',
  'page',
  'regions',
  'statuses',
  // Two tabs of one person at the same moment.
  'first 300',
  'first 300',
] as const

type Kind = (typeof ROUND)[number]

async function ask(bench: Bench, viewer: Viewer, kind: Kind): Promise<Answer> {
  const { person } = viewer
  switch (kind) {
    case 'changes': {
      const answer = await viewer.send()
      viewer.take(answer)
      return answer
    }
    case 'all agents':
      return new Viewer(person, () => bench.url).send()
    case 'page':
      return person.send(`${bench.url}/agents`)
    case 'regions':
      return person.ask(bench.url, 'regions')
    case 'statuses':
      return person.ask(bench.url, 'system_statuses')
    case 'first 300':
      return person.ask(bench.url, 'users?page_size=300')
  }
}

async function sustain(bench: Bench, minutes: number) {
  const app = bench.apps[0]
  if (!app) throw new Error('No instance.')
  const viewers = openViewers(bench, await signInLoads(bench, PEOPLE), PEOPLE)
  await until('everybody holds all agents', 60_000, async () => {
    await Promise.all(viewers.map(viewer => viewer.ask()))
    return viewers.every(({ isComplete }) => isComplete)
  })

  const memory: number[] = []
  const answers: { kind: Kind; code: string; ms: number }[] = []
  const pending: Promise<void>[] = []
  const warmUp = PER_SECOND * WARM_UP_MINUTES * 60
  const total = warmUp + PER_SECOND * minutes * 60
  const started = performance.now()
  // At fixed times, whether the ones before are answered or not: a slow server would otherwise set its own pace.
  for (let n = 0; n < total; n++) {
    const due = started + (n * 1000) / PER_SECOND
    const early = due - performance.now()
    if (early > 0) await pause(early)
    if (n % PER_SECOND === 0) {
      if (n >= warmUp) memory.push(memoryOf(app))
      await bench.zoom.tick()
    }
    const round = Math.floor(n / ROUND.length)
    const kind = ROUND[n % ROUND.length] as Kind
    // A round's last two are one person's.
    const turn = kind === 'first 300' ? round : n + round
    pending.push(
      ask(bench, viewers[turn % PEOPLE] as Viewer, kind).then(answer => {
        answers.push({ kind, code: codeOf(answer), ms: performance.now() - due })
      }),
    )
  }
  await Promise.all(pending)
  const held = memoryGrowth(memory)
  const ms = answers.map(answer => answer.ms)
  const p99Of = (kind: Kind) =>
    percentile(
      answers.filter(one => one.kind === kind).map(one => one.ms),
      0.99,
    )
  const figures = {
    requests: total,
    'p50 ms': percentile(ms, 0.5),
    'p99 ms': percentile(ms, 0.99),
    'p99 by kind': [...new Set(ROUND)].map(kind => `${kind} ${p99Of(kind)}`).join(', '),
    ...held,
    'lists read at Zoom': await bench.zoom.count('users'),
  }
  console.log(`  ${describe(figures)}`) // a case may refuse one of them
  checkEqual('answers', tally(answers.map(({ code }) => code)), `200 x ${total}`)
  checkBelow('p99 in ms', figures['p99 ms'], LONGEST_P99_MS)
  checkBelow('growth of memory in MB', held['growth MB'], MOST_GROWTH_MB)
  return figures
}

export const sustainedCases: Case[] = [
  {
    name: 'sustained',
    promise: `${PER_SECOND} requests a second of ${PEOPLE} people, 1,000 agents, for minutes: no error, p99 under ${LONGEST_P99_MS} ms, memory steady`,
    within: ({ minutes }) => (minutes + WARM_UP_MINUTES) * 60 + 120,
    run: ({ minutes }) => withBench({ zoom: { agents: 1_000 } }, bench => sustain(bench, minutes)),
  },
]
