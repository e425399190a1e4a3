import { withBench } from '../bench.ts'
import { type Case, check, checkEqual, tally } from '../case.ts'
import { codeOf, type Person } from '../person.ts'

const CALLS = 50

export const signOutCases: Case[] = [
  {
    name: 'sign-out',
    promise: 'signing out while 50 calls run: every replay is 401, a late session call brings nothing back',
    within: () => 60,
    run: () =>
      withBench({ instances: 2, redis: 'memory', zoom: { latency_ms: 100 } }, async bench => {
        const ana = await bench.signIn('ana')
        const replayed: Person[] = Array.from({ length: CALLS }, () => ana.clone())
        const ask = (person: Person, n: number) =>
          person.ask(bench.apps[n % 2]?.url ?? bench.url, `users?page_size=${n + 1}`)
        const racing = replayed.map(ask)
        const late = ana.clone()
        const [out, ...raced] = await Promise.all([ana.signOut(bench.url), ...racing])
        checkEqual('signing out', out.status, 200)
        const lost = raced.filter(({ status }) => status !== 200 && status !== 401)
        checkEqual('calls that were neither answered nor refused', lost.length, 0)

        const session = await late.send(`${bench.url}/api/auth/session`)
        checkEqual('the late session call', session.text, '{}')
        check(
          !session.headers.getSetCookie().some(line => line.includes('rollcall.session=e')),
          'it set the cookie again',
        )
        const replays = await Promise.all(replayed.map(ask))
        checkEqual('replays', tally(replays.map(codeOf)), `401 signed_out x ${CALLS}`)
        const page = await late.send(`${bench.url}/agents`)
        check(page.headers.get('location')?.includes('/sign-in') ?? false, `the page answered ${page.status}`)
        return { racing: tally(raced.map(codeOf)), replays: tally(replays.map(({ status }) => status)) }
      }),
  },
]
