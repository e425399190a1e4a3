import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { holdWriteLock } from '../../support/store/hold-write-lock.ts'
import { startRedis, withBench } from '../bench.ts'
import { type Case, checkBelow, checkEqual, pause, tally, until } from '../case.ts'
import { signInLoads } from '../crowd.ts'
import { type Answer, codeOf } from '../person.ts'

const AWAY_MS = 10_000
const RESTARTS = 20

/** Restarts one instance under load, every second time without warning. */
async function restartUnderLoad() {
  const data = mkdtempSync(path.join(tmpdir(), 'rollcall-soak-'))
  try {
    return await withBench({ env: { DATA_DIR: data }, zoom: { latency_ms: 250 } }, async bench => {
      const app = bench.apps[0]
      if (!app) throw new Error('No instance.')
      const people = await signInLoads(bench, 5)
      const inFlight: Answer[] = []
      for (let restart = 0; restart < RESTARTS; restart++) {
        const graceful = restart % 2 === 0
        // A refresh is under way as well: a stop with warning has to store what it brings.
        if (graceful) await bench.zoom.expireAccess()
        const before = await bench.zoom.count('users')
        const asked = people.flatMap(person =>
          [1, 2, 3, 4].map(n => person.ask(bench.url, `users?page_size=${n + restart * 4}`)),
        )
        await until('all of them reached Zoom', 10_000, async () => {
          return (await bench.zoom.count('users')) + (await waitingAtZoom()) >= before + asked.length
        })
        await app.stop(graceful ? 'SIGTERM' : 'SIGKILL')
        const answers = await Promise.all(asked)
        if (graceful) inFlight.push(...answers)
        await app.start()
        const after = await Promise.all(people.map(person => person.ask(bench.url, 'users?page_size=1')))
        checkEqual(`after restart ${restart + 1}`, tally(after.map(codeOf)), `200 x ${people.length}`)
      }
      checkEqual('in flight at SIGTERM', tally(inFlight.map(codeOf)), `200 x ${inFlight.length}`)
      const { refused_refreshes } = await bench.zoom.stats()
      checkEqual('refused refreshes', refused_refreshes, 0)
      return { restarts: RESTARTS, 'in flight at SIGTERM': inFlight.length, 'sessions lost': 0 }

      async function waitingAtZoom(): Promise<number> {
        return (await bench.zoom.log()).filter(({ name, status }) => name === 'users' && status === 0).length
      }
    })
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

/** Another process holds the write lock of the SQLite file while twenty people's tabs ask. */
async function lockTheFile() {
  const data = mkdtempSync(path.join(tmpdir(), 'rollcall-soak-'))
  try {
    return await withBench({ env: { DATA_DIR: data } }, async bench => {
      const ana = await bench.signIn('ana')
      const read = () => Promise.all(tabs.map(n => ana.ask(bench.url, `users?page_size=${n + 1}`)))
      const tabs = Array.from({ length: 20 }, (_, n) => n)
      const lock = await holdWriteLock(data)
      const live: Answer[] = []
      const refused = read()
      while (live.length < 20) {
        live.push(await ana.send(`${bench.url}/api/health/live`))
        await pause(50)
      }
      const away = await refused
      const ready = await ana.send(`${bench.url}/api/health/ready`)
      checkEqual('while it is held', tally(away.map(codeOf)), '503 unavailable x 20')
      checkEqual('ready meanwhile', ready.status, 503)
      checkEqual('live meanwhile', tally(live.map(({ status }) => status)), '200 x 20')
      const slowest = Math.max(...away.map(({ ms }) => ms))
      const slowestLive = Math.max(...live.map(({ ms }) => ms))
      checkBelow('slowest refusal in ms', slowest, 2_000)
      checkBelow('slowest answer of live in ms', slowestLive, 200)
      await lock.release()
      await until(
        'ready again',
        3_000,
        async () => (await ana.send(`${bench.url}/api/health/ready`)).status === 200,
      )
      checkEqual('afterwards', tally((await read()).map(codeOf)), '200 x 20')
      return { refusals: 20, 'slowest ms': Math.round(slowest), 'slowest live ms': Math.round(slowestLive) }
    })
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

export const outageCases: Case[] = [
  {
    name: 'sqlite-locked',
    promise: 'Another process holds the SQLite file: 503 within 2 s, live at once, good again afterwards',
    within: () => 60,
    run: lockTheFile,
  },
  {
    name: 'redis-away',
    promise: 'Redis away for 10 s: 503 within 2 s, nobody signed out, back within 3 s',
    within: () => 90,
    run: () =>
      withBench({ instances: 2, redis: 'durable' }, async bench => {
        const ana = await bench.signIn('ana')
        const read = () => Promise.all(bench.apps.map(app => ana.ask(app.url, 'users?page_size=5')))
        checkEqual('before', tally((await read()).map(codeOf)), '200 x 2')
        await bench.redis.stop()
        const end = Date.now() + AWAY_MS
        const away: Answer[] = []
        while (Date.now() < end) {
          away.push(...(await read()))
          await pause(250)
        }
        const page = await ana.send(`${bench.url}/agents`)
        checkEqual('the page meanwhile', page.status, 503)
        checkEqual('while away', tally(away.map(codeOf)), `503 unavailable x ${away.length}`)
        const slowest = Math.max(...away.map(({ ms }) => ms))
        checkBelow('slowest refusal in ms', slowest, 2_000)
        await startRedis(bench)
        const back = performance.now()
        await until('200 again', 3_000, async () => (await read()).every(({ status }) => status === 200))
        return {
          refusals: away.length,
          'slowest ms': Math.round(slowest),
          'back after ms': Math.round(performance.now() - back),
        }
      }),
  },
  {
    name: 'restarts',
    promise: '20 restarts under load: no session lost, SIGTERM answers what is in flight',
    within: () => 480,
    run: restartUnderLoad,
  },
]
