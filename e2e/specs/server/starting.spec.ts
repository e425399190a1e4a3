import { writeFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { RedisServer } from '../../support/redis-server.ts'
import { freePort, startApp } from '../../support/servers.ts'

const NO_ZOOM = {
  url: 'http://127.0.0.1:9',
  client_id: 'id',
  client_secret: 'secret',
} as unknown as Parameters<typeof startApp>[0]

const cases: [string, (file: string) => Record<string, string>, RegExp][] = [
  ['a setting that cannot be', () => ({ ROSTER_SECONDS: '0' }), /ROSTER_SECONDS/],
  ['a DATA_DIR that is a file', file => ({ DATA_DIR: file }), /Make DATA_DIR a folder/],
  ['an address of no Redis', () => ({ REDIS_URL: 'redis://' }), /REDIS_URL/],
]
for (const [what, envFor, expected] of cases) {
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  test(`${what} keeps the server from starting, in words alone`, async ({}, testInfo) => {
    const file = testInfo.outputPath('no-folder')
    writeFileSync(file, '')
    const failed = await startApp(NO_ZOOM, await freePort(), envFor(file)).catch(error => error)
    expect(failed.message).toMatch(expected)
    expect(failed.message, 'no stack').not.toMatch(/^\s+at /m)
  })
}

test('a Redis Cluster keeps the server from starting, in words alone', async () => {
  const redis = await RedisServer.reserve()
  try {
    await redis.start('--cluster-enabled', 'yes')
    const failed = await startApp(NO_ZOOM, await freePort(), { REDIS_URL: redis.url }).catch(error => error)
    expect(failed.message).toMatch(/leads to a Redis Cluster/)
    expect(failed.message, 'no stack').not.toMatch(/^\s+at /m)
  } finally {
    await redis.dispose()
  }
})

test('a Redis that keeps nothing on disk is warned of at the start', async () => {
  const redis = await RedisServer.reserve()
  try {
    await redis.start()
    const app = await startApp(NO_ZOOM, await freePort(), { REDIS_URL: redis.url })
    const lines = () => app.output().split('\n')
    const warned = () => lines().flatMap(line => (line.includes('"store_setup"') ? JSON.parse(line) : []))
    await expect.poll(warned).toMatchObject([{ level: 40, risk: 'restart' }])
    await app.stop()
  } finally {
    await redis.dispose()
  }
})
