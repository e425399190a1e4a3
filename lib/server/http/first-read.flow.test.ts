import { beforeEach, expect, test } from 'vitest'
import { MAIN_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import { serveApp } from '@/e2e/support/app-flow.ts'
import { Browser } from '@/e2e/support/browser.ts'
import { flow, idOf } from '@/e2e/support/flow.ts'
import { NO_QUESTION, type Question } from '@/lib/agents/question.ts'
import type { AgentsPage } from '@/lib/agents/schema.ts'
import { NO_VIEW } from '@/lib/agents/view.ts'
import { getContext } from '../context.ts'
import { forRequest } from '../platform/this-request.ts'
import type { SessionRecord } from '../store/session-store.ts'
import { readFirst } from './first-read.ts'

serveApp()
beforeEach(async () => {
  await new Browser().signIn()
})

/** What a page shows that asks this, in Zoom's order. */
const readPage = async (question: Partial<Question> = {}, of?: SessionRecord) =>
  readFirst(of ?? (await session()), {
    question: { ...NO_QUESTION, ...question },
    view: NO_VIEW,
    locale: 'en',
  })

async function session() {
  const [newest] = await getContext().sessions.list(idOf('ana'))
  if (!newest) throw new Error('Ana is not signed in.')
  return newest
}

test("the first paint shows Zoom's first page while no agents are held, and what is asked for", async () => {
  const whole = await readPage()
  expect(whole).toMatchObject({ page: { total_records: 60 } })
  const inactive = await readPage({ access: 'inactive' })
  const { users = [] } = (inactive as { page?: { users: { user_access: string }[] } }).page ?? {}
  expect(users.length).toBeGreaterThan(0)
  for (const { user_access } of users) expect(user_access).toBe('inactive')
})

test('it says why there is nothing to show', async () => {
  flow.fault({ preset: 'forbidden' })
  expect(await readPage()).toMatchObject({
    error: { error: { code: 'not_permitted' } },
  })
})

test('it says nothing to a browser that has left', async () => {
  const left = new AbortController()
  const known = await session()
  const read = new Promise((resolve, reject) =>
    forRequest({ id: 'r', signal: left.signal }, () => readPage({}, known).then(resolve, reject)),
  )
  left.abort()
  expect(await read).toBeNull()
})

test('it shows the agents that are held without a call to Zoom', async () => {
  await getContext().rosters.answer(await session(), { since: null, every_s: null, refresh: true })
  const asked = flow.arrived('users')
  const first = await readPage()
  expect(first).toMatchObject({ roster: { held: 60, reset: true } })
  expect(flow.arrived('users')).toBe(asked)
})

test('it shows whom a question finds among the agents that are held, as they are, without a call to Zoom', async () => {
  await getContext().rosters.answer(await session(), { since: null, every_s: null, refresh: true })
  const asked = flow.arrived('users')
  const all = flow.world.agentsOf(MAIN_ACCOUNT)
  const [one] = all
  for (const question of [
    { ...NO_QUESTION, access: 'inactive' as const },
    { ...NO_QUESTION, region: one?.region_id ?? '' },
    { ...NO_QUESTION, search: one?.user_email ?? '', region: one?.region_id ?? '' },
    { ...NO_QUESTION, region: 'no such region' },
  ]) {
    const found = all.filter(
      agent =>
        (question.access === '' || agent.user_access === question.access) &&
        (question.region === '' || agent.region_id === question.region) &&
        (question.search === '' || agent.user_email === question.search),
    )
    const { page } = (await readPage(question)) as { page: AgentsPage }
    expect(page.users.map(({ user_id }) => user_id)).toEqual(found.map(({ user_id }) => user_id))
    expect([page.total_records, page.next_page_token]).toEqual([found.length, ''])
    expect(Date.now() - Date.parse(page.meta.fetched_at)).toBeLessThan(60_000)
  }
  expect(flow.arrived('users')).toBe(asked)
})

test('it asks Zoom where nobody who is held is found, and where more are than one page can show', async () => {
  flow.world.change({ agents: 700 })
  await getContext().rosters.answer(await session(), { since: null, every_s: null, refresh: true })
  const asked = flow.arrived('users')
  await readPage({ search: 'nobody is called this' })
  expect(flow.arrived('users')).toBe(asked + 1)
  const { page } = (await readPage({ access: 'active' })) as {
    page: AgentsPage
  }
  expect(flow.arrived('users')).toBe(asked + 2)
  expect(page.next_page_token).not.toBe('')
})

test('it waits for a new grant to show what it sees, also in a browser that was signed in before', async () => {
  const before = await session()
  await getContext().rosters.answer(before, { since: null, every_s: null, refresh: true })
  expect(await readPage({}, before)).toHaveProperty('roster')
  await new Browser().signIn()
  expect(await readPage({}, before)).toHaveProperty('page')
})
