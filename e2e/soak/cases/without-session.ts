import { asAsked, withBench } from '../bench.ts'
import { type Case, check, checkEqual } from '../case.ts'
import { type Answer, Person } from '../person.ts'

/** Stands in an agent's name; whoever sees it has seen data. */
const MARK = 'Zz-marked-agent'

const middleware = ['proxy', 'middleware', 'src/proxy', 'src/middleware', 'pages/_middleware']
const BYPASSES: Record<string, string>[] = [
  {},
  ...middleware.map(name => ({ 'x-middleware-subrequest': name })),
  ...middleware.map(name => ({ 'x-middleware-subrequest': Array(5).fill(name).join(':') })),
  { 'x-middleware-subrequest-id': '1', 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  { 'x-middleware-rewrite': '/agents' },
  { 'x-middleware-next': '1' },
  { 'x-middleware-override-headers': 'cookie', 'x-middleware-request-cookie': 'rollcall.session=x' },
  { 'x-invoke-path': '/agents', 'x-invoke-status': '200' },
  { 'x-nextjs-data': '1' },
  { 'x-now-route-matches': '1', 'x-matched-path': '/agents' },
  { 'x-forwarded-host': 'localhost', 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' },
  { 'x-original-url': '/agents', 'x-rewrite-url': '/agents' },
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-prefetch': '2', 'next-router-segment-prefetch': '/_tree' },
  { rsc: '1', 'next-router-segment-prefetch': '/agents' },
  { rsc: '1', 'next-router-state-tree': encodeURIComponent('["",{"children":["agents",{}]}]') },
  { 'next-action': '0'.repeat(42) },
  { cookie: 'rollcall.session=undefined' },
  { cookie: 'rollcall.session=e30.e30.e30.e30.e30' },
  { cookie: '__Host-rollcall.session=e30.e30.e30.e30.e30' },
  { authorization: 'Bearer x' },
]

const PAGES = [
  ...['/agents', '/agents?_rsc=abc12', '/agents.rsc', '/agents.txt', '/agents/x?_rsc=1', '/connection'],
  ...['/_next/data/build/agents.json', '/agents.segments/_tree.segment.rsc', '/', '/connection?_rsc=1'],
]
const CALLS = [
  ...['users', 'users?_rsc=1', 'users?page_size=300', 'regions', 'system_statuses'],
  ...['users/x', 'users/x/queues', 'users/x/skills'],
].map(path => `/api/zoom/contact_center/${path}`)

/** Next sends requests with `RSC: 1` to the same address with `_rsc` first, whatever it is: that one is followed. */
async function ask(address: string, headers: Record<string, string>): Promise<Answer> {
  const nobody = new Person('nobody')
  const answer = await nobody.send(address, { headers })
  const location = URL.parse(answer.headers.get('location') ?? '', address)
  const isSame = location?.pathname === new URL(address).pathname && location.searchParams.has('_rsc')
  return isSame ? nobody.send(location.href, { headers }) : answer
}

export const withoutSessionCases: Case[] = [
  {
    name: 'without-session',
    promise: 'forged middleware headers, RSC and prefetch addresses without a session: no data',
    within: ({ instances }) => 120 * instances,
    run: options =>
      withBench(asAsked(options), async bench => {
        const [agent] = await bench.zoom.agents()
        await bench.zoom.patchAgent(agent?.user_id ?? '', {
          display_name: MARK,
          user_email: `${MARK}@x.example`,
        })
        // Somebody has seen it all a moment ago: nothing of that may be lying around.
        const ana = await bench.signIn('ana')
        check(
          (await ana.send(`${bench.url}/agents`)).text.includes(MARK),
          'the signed-in page lacks the mark',
        )
        const before = (await bench.zoom.log()).length
        let requests = 0
        for (const headers of BYPASSES) {
          for (const address of [...PAGES, ...CALLS]) {
            const isCall = address.startsWith('/api/')
            const own: Record<string, string> = isCall ? { 'x-rollcall': '1' } : {}
            const told = `${address} with ${JSON.stringify(headers)}`
            for (const { url } of bench.apps) {
              const { status, text } = await ask(`${url}${address}`, { ...headers, ...own })
              requests++
              check(!text.includes(MARK) && !text.includes('user_email'), `${told} gave data`)
              check(status > 0 && status < 500, `${told} was answered ${status}`)
              if (isCall) checkEqual(told, status, 401)
            }
          }
        }
        checkEqual('calls at Zoom', (await bench.zoom.log()).length - before, 0)
        return { requests, 'with data': 0, 'calls at Zoom': 0 }
      }),
  },
]
