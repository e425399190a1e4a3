import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { RedisServer } from '@/e2e/support/redis-server.ts'
import { temporaryFolders } from '@/e2e/support/temporary-folders.ts'
import { openStore } from './open-store.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const folder = temporaryFolders()

test('without REDIS_URL all is kept in a file under DATA_DIR, by one instance', async () => {
  const DATA_DIR = folder()
  const store = openStore({ DATA_DIR })
  ends.push(() => store.close())
  await store.ping()
  expect(existsSync(join(DATA_DIR, 'rollcall.sqlite'))).toBe(true)
  expect(store.rosters).toBeNull()
})

test('with REDIS_URL all is kept there, rosters that instances share included, and nothing on this disk', async () => {
  const server = await RedisServer.reserve()
  ends.push(() => server.dispose())
  await server.start()
  const DATA_DIR = folder()
  const store = openStore({ DATA_DIR, REDIS_URL: server.url })
  ends.push(() => store.close())
  await store.ping()
  expect(await store.rosters?.listRosters('nobody’s')).toEqual([])
  expect(existsSync(join(DATA_DIR, 'rollcall.sqlite'))).toBe(false)
})
