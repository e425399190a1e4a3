import { randomInt } from 'node:crypto'
import { type Bench, withBench } from '../bench.ts'
import { type Case, check, checkEqual, tally } from '../case.ts'
import type { Person } from '../person.ts'

const BASE = '/api/zoom/contact_center/'
const WORKERS = 8

const pick = <T>(list: readonly T[]) => list[randomInt(list.length)] as T
const repeat = (part: string, most: number) => part.repeat(1 + randomInt(most))

/** Segments that are no id: Zoom must not hear of them, however often they are encoded. */
const BAD_IDS: readonly (() => string)[] = [
  () => pick(['.', '..', '%2e', '%2e%2e', '.%2e', '%2E.', '%2e%2E']),
  () => pick(['%00', 'a%00', '%00a', 'x%0d%0aHost:%20evil', '%0a', '%1f', '%7f', '%c2%80', '%09']),
  () => pick(['%', '%z', '%2', 'a%zz', '%u0041', '%%', '%e0%a4%a', '%ff', '%c0%ae%c0%ae', '%ed%a0%80']),
  () => 'a'.repeat(257 + randomInt(10_000)),
  () => '%41'.repeat(257 + randomInt(3_000)),
  () => pick(['%20', '%20%20', '%c2%a0', '+'.repeat(300)]),
]

/** Paths that lead elsewhere: none of them is a call of the proxy. */
const BAD_PATHS: readonly (() => string)[] = [
  () => `users/${repeat('../', 6)}users/me`,
  () => `users/${repeat('..%2f', 6)}users%2fme/x`,
  () => `users/x/${pick(['..', '%2e%2e', '.', ''])}/queues`,
  () => `users/x/${pick(['recordings', 'queue', 'Skills', 'queues%00', 'queues%2f', 'skills;x'])}`,
  () => `users/x/y/${pick(['queues', 'skills'])}`,
  () =>
    pick(['queues', 'voice_calls', 'users%2fx%2fy/z', 'Users', 'USERS/x', '../users/me', '..%2fusers%2fme']),
  () => `${pick(['%', '%2', '%zz'])}/${pick(['users', 'x'])}`,
]

const BAD_PARAMETERS: readonly (() => string)[] = [
  () => `page_size=${pick(['0', '-1', '301', '1e2', '0x10', 'NaN', '%00', '10%20', '9'.repeat(400), '²'])}`,
  () => `user_access=${pick(['all', 'ACTIVE', 'active%00', 'active,inactive', '[]', '__proto__'])}`,
  () => `search_key=${pick(['%00', 'a%0d%0ab', '%7f', 'x'.repeat(257), 'x'.repeat(10_000)])}`,
  () => `region_id=${pick(['%01', 'x'.repeat(300)])}`,
  () => `next_page_token=${pick(['%00', 'x'.repeat(1_001), '%0a'])}`,
  () => `page_size=${pick(['30', '300'])}&page_size=${pick(['30', '31'])}`,
]

/** Ids that may well be one: Zoom hears exactly them, once encoded, and knows nobody of that name. */
const ODD_IDS: readonly (() => string)[] = [
  () =>
    repeat(pick(['/', '+', '=', '%', '?', '#', '&', ';', ':', '@', '\\', "'", '"', '<', '>', '{userId}']), 5),
  () => pick(['../x', '..%2f', '%2e%2e%2fx', '%00', '%252e', 'a/../b', '...', '.x', ' x', 'x ', '__proto__']),
  () => String.fromCodePoint(...Array.from({ length: 1 + randomInt(20) }, () => 0xa1 + randomInt(0xd000))),
  () => pick(['😀', 'é', 'é', '‮x', '​x', 'ﬀ', '¿']).repeat(1 + randomInt(20)),
]

/** Never parsed to an end by Node: what arrives at all is refused by it. */
const BAD_TARGETS: readonly (() => string)[] = [
  () => `${BASE}users/\u0000`,
  () => `${BASE}users/a b`,
  () => `${BASE}users/\u00ff\u00fe`,
  () => `//${pick(['evil.example', '127.0.0.1'])}${BASE}users/x/y/z`,
  () => `http://evil.example${BASE}users/x/y/z`,
  () => `${BASE}users\\..\\me`,
  () =>
    pick(['*', '', 'x', '\u0001', '/%', '/agents/%zz', '/api/%2e%2e/zoom', '/_next/static/%2e%2e/%2e%2e/x']),
]

async function fuzz(bench: Bench, ana: Person, seconds: number) {
  const statuses: number[] = []
  const oddities: string[] = []
  const mayBeHeard = new Set<string>()
  const end = Date.now() + seconds * 1000
  const worker = async () => {
    while (Date.now() < end) {
      const kind = randomInt(5)
      const id = pick(ODD_IDS)()
      const tail = pick(['', '/queues', '/skills'])
      const target =
        kind === 0
          ? `${BASE}users/${pick(BAD_IDS)()}${tail}`
          : kind === 1
            ? `${BASE}${pick(BAD_PATHS)()}`
            : kind === 2
              ? `${BASE}users?${pick(BAD_PARAMETERS)()}`
              : kind === 3
                ? pick(BAD_TARGETS)()
                : `${BASE}users/${encodeURIComponent(id)}${tail}`
      // Dot segments are resolved on the way, as every browser does before it asks: what they lead to may be a call.
      const isOdd = kind === 4
      const asResolved = URL.parse(target, bench.url)?.pathname ?? ''
      if (isOdd || asResolved !== target)
        mayBeHeard.add((isOdd ? target : asResolved).replace('/api/zoom', '/v2'))
      const { status } = await ana.askRaw(bench.url, target)
      statuses.push(status)
      if (status !== 400 && status !== 404)
        oddities.push(`${status} for ${JSON.stringify(target.slice(0, 80))}`)
    }
  }
  await Promise.all(Array.from({ length: WORKERS }, worker))
  return { statuses, oddities, mayBeHeard }
}

async function hostileAddresses(bench: Bench, seconds: number) {
  const ana = await bench.signIn('ana')
  const { statuses, oddities, mayBeHeard } = await fuzz(bench, ana, seconds)
  const heard = (await bench.zoom.log()).filter(({ path }) => path.startsWith('/v2') && !path.endsWith('/me'))
  const strange = heard.filter(({ path }) => !mayBeHeard.has(path)).map(({ path }) => path.slice(0, 80))
  checkEqual('what Zoom heard of bad addresses', strange.slice(0, 5).join(' '), '')
  check(oddities.length === 0, `${oddities.length} others: ${[...new Set(oddities)].slice(0, 8).join('; ')}`)
  checkEqual('afterwards', (await ana.ask(bench.url, 'users?page_size=1')).status, 200)
  return { requests: statuses.length, answers: tally(statuses), 'odd ids at Zoom': heard.length }
}

export const hostileAddressesCases: Case[] = [
  {
    name: 'hostile-addresses',
    promise: 'ids, paths and parameters of any kind, raw: 400 or 404, Zoom hears nothing of bad ones',
    within: ({ seconds }) => seconds + 60,
    run: ({ seconds }) =>
      withBench({ env: { ZOOM_REQUESTS_PER_SECOND: '20' } }, bench => hostileAddresses(bench, seconds)),
  },
]
