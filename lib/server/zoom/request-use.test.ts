import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openSqliteStore } from '../store/sqlite/sqlite.ts'
import { readRequestUse } from './request-use.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-use-'))
const store = openSqliteStore(folder)
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('what is used of the budget is told by label, with twice as much for light calls', async () => {
  for (const label of ['MEDIUM', 'LIGHT', 'LIGHT'] as const) await store.takeBudget(label, 20)
  expect(await readRequestUse(store, { ZOOM_REQUESTS_PER_SECOND: 7 })).toEqual([
    { label: 'MEDIUM', last_minute: 1, most_per_second: 7 },
    { label: 'LIGHT', last_minute: 2, most_per_second: 14 },
  ])
})
