import { type Bench, startRedis, withBench } from '../bench.ts'
import { type Case, check, checkBelow, checkEqual, type Figures, pause, tally, until } from '../case.ts'
import { type Answer, codeOf, type Person } from '../person.ts'

const READ = 'users?page_size=5'

/** Ana on all instances, her access token dead at Zoom, and one fault for the refresh that this brings about. */
async function facingRefresh(bench: Bench, fault: Record<string, unknown>): Promise<Person> {
  const ana = await bench.signIn('ana')
  await bench.zoom.expireAccess()
  await bench.zoom.fault({ path: 'token', ...fault })
  return ana
}

const refreshCalls = async ({ zoom }: Bench) =>
  (await zoom.log()).filter(({ grant_type }) => grant_type === 'refresh_token').length

const arrived = (bench: Bench) =>
  until('the refresh arrives at Zoom', 10_000, async () => (await refreshCalls(bench)) === 1)

/** The first instance is killed while it refreshes; the answer of a second one, and how long that took. */
async function killHolder(bench: Bench, fault: Record<string, unknown>) {
  const [holder, peer] = bench.apps
  if (!holder || !peer) throw new Error('This needs two instances.')
  const ana = await facingRefresh(bench, fault)
  void ana.ask(holder.url, READ)
  await arrived(bench)
  const waiting = ana.ask(peer.url, READ)
  await holder.stop('SIGKILL')
  const answer = await waiting
  checkBelow("the peer's answer in s", answer.ms / 1000, 35)
  return { answer, ana, peer }
}

async function storeTrouble(bench: Bench, trouble: () => Promise<void>): Promise<Figures> {
  // The new pair exists at Zoom from the start of the delay on; the trouble begins before we hear of it.
  const ana = await facingRefresh(bench, { delay_ms: 1_500 })
  const asked = ana.ask(bench.url, READ)
  await arrived(bench)
  await trouble()
  const first = await asked
  // Whatever that request was told, the pair must have been kept.
  await until('the next answer is 200', 10_000, async () => (await ana.ask(bench.url, READ)).status === 200)
  const { refreshes, refused_refreshes } = await bench.zoom.stats()
  checkEqual('refreshes', refreshes, 1)
  checkEqual('refused refreshes', refused_refreshes, 0)
  return { 'first answer': codeOf(first), 'after s': (first.ms / 1000).toFixed(1), refreshes }
}

/** The holder of the refresh lock is cut off from Redis while Zoom answers it, and a peer is asked all the time. */
function partition(seconds: number): Promise<Figures> {
  return withBench({ instances: 2, redis: 'memory', cuttable: true }, async bench => {
    const [holder, peer] = bench.apps
    if (!holder || !peer || !bench.line) throw new Error('This needs two instances and a line.')
    const ana = await facingRefresh(bench, { delay_ms: 1_500 })
    const asked = ana.ask(holder.url, READ)
    await arrived(bench)
    bench.line.cut()
    const mended = pause(seconds * 1000).then(() => bench.line?.mend())
    const answers: Answer[] = []
    const end = Date.now() + seconds * 1000 + 10_000
    while (Date.now() < end) {
      answers.push(await ana.ask(peer.url, READ))
      await pause(250)
    }
    await mended
    answers.push(await asked)
    const signedOut = answers.filter(({ status }) => status === 401)
    checkEqual('answers that sign out', signedOut.length, 0)
    for (const app of bench.apps) checkEqual('then', codeOf(await ana.ask(app.url, READ)), '200')
    const { refreshes, revokes } = await bench.zoom.stats()
    checkEqual('refreshes', refreshes, 1)
    checkEqual('revocations', revokes, 0)
    return { answers: tally(answers.map(codeOf)), refreshes, 'refresh calls': await refreshCalls(bench) }
  })
}

export const refreshTroubleCases: Case[] = [
  {
    name: 'partition',
    promise: 'the lock holder cut off from Redis for 14 s while Zoom rotates: nobody is signed out',
    within: () => 90,
    run: () => partition(14),
  },
  {
    name: 'long-partition',
    promise: 'the same for 40 s',
    within: () => 120,
    run: () => partition(40),
  },
  {
    name: 'slow-refresh',
    promise: 'a refresh that takes 8 s: everybody waits for it, one refresh',
    within: () => 60,
    run: () =>
      withBench({ instances: 3, redis: 'memory' }, async bench => {
        const ana = await facingRefresh(bench, { delay_ms: 8_000 })
        const asked = bench.apps.flatMap(app =>
          Array.from({ length: 10 }, (_, n) => ana.ask(app.url, `users?page_size=${n + 1}`)),
        )
        const answers = await Promise.all(asked)
        const { refreshes, refused_refreshes } = await bench.zoom.stats()
        checkEqual('answers', tally(answers.map(codeOf)), '200 x 30')
        checkEqual('refreshes', refreshes, 1)
        checkEqual('refused refreshes', refused_refreshes, 0)
        return { requests: 30, refreshes, 'max ms': Math.round(Math.max(...answers.map(({ ms }) => ms))) }
      }),
  },
  {
    name: 'holder-killed-before',
    promise: 'lock holder killed before Zoom answered: a peer refreshes within 35 s',
    within: () => 90,
    run: () =>
      withBench({ instances: 2, redis: 'memory' }, async bench => {
        const { answer } = await killHolder(bench, { hang: true })
        checkEqual("the peer's answer", codeOf(answer), '200')
        const { refreshes, refused_refreshes } = await bench.zoom.stats()
        checkEqual('refreshes', refreshes, 1)
        checkEqual('refused refreshes', refused_refreshes, 0)
        return { 'peer answers after s': (answer.ms / 1000).toFixed(1), refreshes }
      }),
  },
  {
    name: 'holder-killed-after',
    promise: 'killed after Zoom rotated: at most 2 calls, 503 while it may be alive, then a clean sign-in',
    within: () => 180,
    run: () =>
      withBench({ instances: 2, redis: 'memory' }, async bench => {
        const { answer, ana, peer } = await killHolder(bench, { delay_ms: 30_000 })
        checkEqual("the peer's answer", codeOf(answer), '503 unavailable')
        await until('it is given up', 90_000, async () => {
          return codeOf(await ana.ask(peer.url, READ)) === '401 sign_in_again'
        })
        const calls = await refreshCalls(bench)
        check(calls <= 2, `${calls} refreshes were sent`)
        await bench.apps[0]?.start()
        check((await ana.signIn(bench.url)).endsWith('/agents'), 'the new sign-in failed')
        checkEqual('then', (await ana.ask(peer.url, READ)).status, 200)
        return { 'peer answers after s': (answer.ms / 1000).toFixed(1), 'refresh calls': calls }
      }),
  },
  {
    name: 'tab-closed',
    promise: 'the tab is closed in the middle of a refresh: the pair is kept',
    within: () => 60,
    run: () =>
      withBench({}, async bench => {
        const ana = await facingRefresh(bench, { delay_ms: 2_000 })
        const tab = new AbortController()
        const asked = ana.ask(bench.url, READ, { signal: tab.signal })
        await arrived(bench)
        tab.abort()
        await asked
        await pause(2_500)
        const next = await ana.ask(bench.url, READ)
        checkEqual('the next answer', codeOf(next), '200')
        const { refreshes, refused_refreshes } = await bench.zoom.stats()
        checkEqual('refreshes', refreshes, 1)
        checkEqual('refused refreshes', refused_refreshes, 0)
        return { refreshes, 'next ms': Math.round(next.ms) }
      }),
  },
  {
    name: 'store-hangs',
    promise: 'Redis hangs for 5 s just after a rotation: the pair is kept',
    within: () => 60,
    run: () =>
      withBench({ redis: 'durable' }, bench =>
        storeTrouble(bench, async () => {
          bench.redis.hang()
          await pause(6_500)
          bench.redis.resume()
        }),
      ),
  },
  {
    name: 'store-restarts',
    promise: 'Redis is killed just after a rotation and back after 10 s: the pair is kept',
    within: () => 60,
    run: () =>
      withBench({ redis: 'durable' }, bench =>
        storeTrouble(bench, async () => {
          await bench.redis.stop()
          await pause(10_000)
          await startRedis(bench)
        }),
      ),
  },
]
