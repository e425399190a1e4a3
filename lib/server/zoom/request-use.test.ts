import { afterAll, expect, test } from 'vitest'
import { temporaryFolders } from '@/e2e/support/temporary-folders.ts'
import { openSqliteStore } from '../store/sqlite/sqlite.ts'
import { readRequestUse } from './request-use.ts'

const store = openSqliteStore(temporaryFolders()())
afterAll(async () => {
  await store.close()
})

test('what is used of the budget is told by label, with twice as much for light calls', async () => {
  for (const label of ['MEDIUM', 'LIGHT', 'LIGHT'] as const) await store.takeBudget(label, 20)
  expect(await readRequestUse(store, { ZOOM_REQUESTS_PER_SECOND: 7 })).toEqual([
    { label: 'MEDIUM', last_minute: 1, most_per_second: 7 },
    { label: 'LIGHT', last_minute: 2, most_per_second: 14 },
  ])
})
