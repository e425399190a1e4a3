import { type Instance, withBench } from '../bench.ts'
import { type Case, check, checkBelow, checkEqual, pause, tally, until } from '../case.ts'
import { areComplete, BUDGET, followAll, openViewers, signInLoads } from '../crowd.ts'
import type { Person } from '../person.ts'
import { Viewer } from '../viewer.ts'

/** What happens to a roster when who reads it fails. */
export const rosterTroubleCases: Case[] = [
  {
    name: 'roster-reader',
    promise: "the reader's grant is revoked, Zoom refuses everything for 20 s: nobody is reset, all heals",
    within: () => 240,
    run: () =>
      withBench(
        { ...BUDGET, zoom: { ...BUDGET.zoom, agents: 1_000 }, env: { ...BUDGET.env, ROSTER_SECONDS: '5' } },
        async bench => {
          const people = await signInLoads(bench, 5)
          const viewers = openViewers(bench, people, 20)
          const leave = await followAll(viewers, 1_000)
          await bench.zoom.killGrants('load-1')
          const others = viewers.filter(({ person }) => person.key !== 'load-1')
          const killed = Date.now()
          await until('another grant reads', 20_000, () => others.every(({ read_at }) => read_at > killed))
          const tookOver = Date.now() - killed
          await bench.zoom.fault({ preset: 'edge_error', path: 'users', times: null })
          await pause(20_000)
          const oldest = Math.max(...others.map(({ read_at }) => Date.now() - read_at))
          await bench.zoom.clearFaults()
          const healed = Date.now()
          await until('it is read again', 70_000, () => others.every(({ read_at }) => read_at > healed))
          const heals = Date.now() - healed
          await leave()
          checkEqual('viewers that were reset', others.filter(({ resets }) => resets > 1).length, 0)
          check(areComplete(others, 1_000), 'somebody lost rows')
          const refused = viewers.find(({ person }) => person.key === 'load-1')
          check(refused?.codes.includes('401 sign_in_again') === true, 'the refused person was not told')
          return { 'took over ms': tookOver, 'oldest s': Math.round(oldest / 1_000), 'healed ms': heals }
        },
      ),
  },
  {
    name: 'roster-takeover',
    promise:
      'of three instances the reading one dies, then Redis is away for 10 s: read again within 35 s, nobody is reset',
    within: () => 300,
    run: () =>
      withBench(
        { ...BUDGET, instances: 3, redis: 'memory', zoom: { ...BUDGET.zoom, agents: 1_000 } },
        async bench => {
          const people = await signInLoads(bench, 5)
          let alive = [...bench.apps]
          const viewers = Array.from({ length: 30 }, (_, n) => {
            let turn = n
            const url = () => (alive[turn++ % alive.length] as Instance).url
            return new Viewer(people[n % people.length] as Person, url)
          })
          const leave = await followAll(viewers, 1_000)
          const readAgain = async (what: string) => {
            const from = Date.now()
            await until(what, 60_000, () => viewers.every(({ read_at }) => read_at > from))
            return Math.round((Date.now() - from) / 100) / 10
          }
          // In the middle of a walk, whichever instance walks: all but the last die in turn.
          const took: number[] = []
          for (const app of bench.apps.slice(0, 2)) {
            const before = await bench.zoom.count('users')
            await until('a walk begins', 30_000, async () => (await bench.zoom.count('users')) > before)
            alive = alive.filter(other => other !== app)
            await app.stop('SIGKILL')
            took.push(await readAgain('another instance reads'))
          }
          bench.redis.hang()
          await pause(10_000)
          bench.redis.resume()
          took.push(await readAgain('it is read again after Redis'))
          await leave()
          checkBelow('longest time without a reading in s', Math.max(...took), 35)
          checkEqual('viewers that were reset', viewers.filter(({ resets }) => resets > 1).length, 0)
          check(areComplete(viewers, 1_000), 'somebody lost rows')
          return {
            'read again s': took.join(', '),
            'answers other than rows': tally(viewers.flatMap(({ codes }) => codes)),
          }
        },
      ),
  },
]
