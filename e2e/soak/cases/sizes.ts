import { get } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { createClient } from '@redis/client'
import { LONGEST_QUERY_BYTES, MOST_VIEWS } from '../../../lib/agents/address/saved-views.ts'
import { type Bench, withBench } from '../bench.ts'
import { type Case, checkBelow, checkEqual, until } from '../case.ts'
import type { Person } from '../person.ts'

const PEOPLE = 100
const OWN = { 'x-rollcall': '1' }

/** Kilobytes of the list's page as they are sent. */
function pageSize(url: string, { cookie }: Person, coding: string): Promise<number> {
  const headers = { cookie, 'accept-encoding': coding }
  return new Promise((resolve, reject) => {
    get(`${url}/agents`, { headers }, async answer => {
      resolve(Math.round((await buffer(answer)).length / 1000))
    }).on('error', reject)
  })
}

/** By how many kilobytes more Redis holds after `work`. */
async function growth({ redis }: Bench, work: () => Promise<void>): Promise<number> {
  const client = await createClient({ url: redis.url }).connect()
  const used = async () => Number(/^used_memory:(\d+)/m.exec(await client.info('memory'))?.[1]) / 1000
  const before = await used()
  await work()
  const grown = (await used()) - before
  await client.close()
  return grown
}

async function readWhole({ url }: Bench, person: Person): Promise<void> {
  await until('the list is whole', 60_000, async () => {
    const { body } = await person.send(`${url}/api/roster`, { headers: OWN })
    return body.complete === true
  })
}

async function saveMostViews({ url }: Bench, person: Person): Promise<void> {
  const { version } = (await person.send(`${url}/api/views`, { headers: OWN })).body
  const query = `search=${'x'.repeat(LONGEST_QUERY_BYTES - 'search='.length)}`
  const views = Array.from({ length: MOST_VIEWS }, (_, n) => ({ id: `${n}`, name: `View ${n}`, query }))
  const headers = { ...OWN, 'content-type': 'application/json' }
  const body = JSON.stringify({ version, views, default: null })
  checkEqual(
    'saving views',
    (await person.send(`${url}/api/views`, { method: 'PUT', headers, body })).status,
    200,
  )
}

export const sizesCases: Case[] = [
  {
    name: 'sizes',
    promise: 'bytes of a page of 300 agents, and what Redis holds of people, their views and 10,000 agents',
    within: () => 300,
    run: async () => {
      const small = await withBench({ redis: 'memory', zoom: { agents: 300 } }, async bench => {
        const people = await growth(bench, async () => {
          for (let n = 1; n <= PEOPLE; n++) await bench.signIn(`load-${n}`)
        })
        const ana = await bench.signIn('ana')
        const views = await growth(bench, () => saveMostViews(bench, ana))
        await readWhole(bench, ana)
        const page = [await pageSize(bench.url, ana, 'identity'), await pageSize(bench.url, ana, 'gzip')]
        return {
          plain: page[0] ?? 0,
          packed: page[1] ?? 0,
          views: Math.round(views),
          person: people / PEOPLE,
        }
      })
      const agents = await withBench({ redis: 'memory', zoom: { agents: 10_000 } }, async bench => {
        const ana = await bench.signIn('ana')
        return growth(bench, () => readWhole(bench, ana))
      })
      checkBelow('KB of a page, packed', small.packed, 100)
      checkBelow('KB of a person in Redis', small.person, 20)
      checkBelow('KB of views in Redis', small.views, 1_000)
      checkBelow('KB of 10,000 agents in Redis', agents, 4_000)
      return {
        'page KB': small.plain,
        'page KB, packed': small.packed,
        'a person KB': Math.round(small.person * 10) / 10,
        'most views KB': small.views,
        '10,000 agents MB': Math.round(agents / 100) / 10,
      }
    },
  },
]
