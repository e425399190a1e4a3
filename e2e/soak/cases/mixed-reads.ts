import { type Bench, MOST_GROWTH_MB, memoryGrowth, memoryOf, withBench } from '../bench.ts'
import { type Case, check, checkBelow, checkEqual, percentile } from '../case.ts'
import { type Answer, codeOf, type Person } from '../person.ts'

const READS = 10_000
const MANY = 100_000
const SAMPLE_EVERY_MS = 1_000
const PEOPLE = 20
const TABS = 20

/** A read, and the words by which its answer can be known to be this person's. */
type Read = { path: string; belongs: (answer: Answer) => boolean }

type Row = { user_id?: unknown; display_name?: string; user_email?: string }
const rows = ({ body }: Answer) => (body.users ?? []) as Row[]

/**
 * People who differ in what they get: another account, a missing scope, a missing role, or a search of their
 * own. An answer that went to the wrong person is then one that cannot be theirs.
 */
async function readsOf(
  person: Person,
  n: number,
  ids: Set<unknown>,
  names: readonly string[],
): Promise<Read[]> {
  const isOurs = (answer: Answer) =>
    answer.status === 200 && rows(answer).length > 0 && rows(answer).every(({ user_id }) => ids.has(user_id))
  if (person.key === 'olga') {
    const isOther = (answer: Answer) =>
      answer.status === 200 &&
      rows(answer).length > 0 &&
      !rows(answer).some(({ user_id }) => ids.has(user_id))
    return ['users?page_size=30', 'users?page_size=31', 'users?page_size=32'].map(path => ({
      path,
      belongs: isOther,
    }))
  }
  if (person.key === 'noel') {
    return ['users?page_size=30', 'users?page_size=31', 'regions'].map(path => ({
      path,
      belongs: answer => codeOf(answer) === '403 not_permitted',
    }))
  }
  const anyone = encodeURIComponent(String([...ids][n]))
  const word = names[n] ?? ''
  const isFound = (answer: Answer) =>
    answer.status === 200 &&
    rows(answer).every(row => `${row.display_name} ${row.user_email}`.toLowerCase().includes(word)) &&
    rows(answer).length > 0
  const mayRead = person.key !== 'lou'
  return [
    { path: 'users?page_size=30', belongs: isOurs },
    { path: `users?page_size=${40 + n}`, belongs: answer => rows(answer).length === 40 + n },
    { path: `users?search_key=${encodeURIComponent(word)}`, belongs: isFound },
    {
      path: `users/${anyone}`,
      belongs: answer =>
        mayRead
          ? answer.status === 200 && encodeURIComponent(String(answer.body.user_id)) === anyone
          : codeOf(answer) === '403 scope_missing',
    },
    {
      path: 'regions',
      belongs: answer => codeOf(answer) === (mayRead ? '200' : '403 scope_missing'),
    },
  ]
}

async function mixedReads(bench: Bench, count: number) {
  const [app] = bench.apps
  if (!app) throw new Error('No instance.')
  const agents = await bench.zoom.agents()
  const ids = new Set(agents.map(({ user_id }) => user_id))
  const names = agents.flatMap(({ user_email }) => (user_email ? [user_email.toLowerCase()] : []))
  const keys = ['ana', 'bo', 'lou', 'noel', 'olga']
  while (keys.length < PEOPLE) keys.push(`load-${keys.length}`)
  const people: Person[] = []
  for (const key of keys) people.push(await bench.signIn(key))
  const reads = await Promise.all(people.map((person, n) => readsOf(person, n, ids, names)))
  const ms: number[] = []
  let left = count
  const tab = async (n: number) => {
    const person = people[n % PEOPLE] as Person
    const mine = reads[n % PEOPLE] as Read[]
    while (left > 0) {
      left--
      const { path, belongs } = mine[Math.floor(Math.random() * mine.length)] as Read
      const answer = await person.ask(bench.url, path)
      check(belongs(answer), `${person.key} asked for ${path} and got ${codeOf(answer)} that is not theirs`)
      ms.push(answer.ms)
    }
  }
  const memory: number[] = []
  const sampling = setInterval(() => memory.push(memoryOf(app)), SAMPLE_EVERY_MS)
  const started = Date.now()
  try {
    await Promise.all(Array.from({ length: PEOPLE * TABS }, (_, n) => tab(n)))
  } finally {
    clearInterval(sampling)
  }
  const { calls } = await bench.zoom.stats()
  const atZoom = Object.entries(calls)
    .filter(([name]) => ['users', 'user', 'regions'].includes(name))
    .reduce((sum, [, counts]) => sum + Object.values(counts).reduce((a, b) => a + b, 0), 0)
  checkEqual('reads', ms.length, count)
  return {
    reads: count,
    'calls at Zoom': atZoom,
    'per s': Math.round((count * 1000) / (Date.now() - started)),
    'p50 ms': percentile(ms, 0.5),
    'p99 ms': percentile(ms, 0.99),
    crossed: 0,
    ...memoryGrowth(memory),
  }
}

export const mixedReadsCases: Case[] = [
  {
    name: 'mixed-reads',
    promise: '10,000 mixed reads by 20 people: no answer reaches another person',
    within: () => 420,
    run: () => withBench({}, bench => mixedReads(bench, READS)),
  },
  {
    name: 'many-reads',
    promise: 'ten times as many: memory steady',
    within: () => 3_600,
    run: async () => {
      const figures = await withBench({}, bench => mixedReads(bench, MANY))
      checkBelow('growth of memory in MB', figures['growth MB'], MOST_GROWTH_MB)
      return figures
    },
  },
]
