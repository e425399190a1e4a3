import { makeGarbage, sendGarbage } from '../../soak/garbage.ts'
import { expect, test } from '../../support/fixtures.ts'
import type { Server } from '../../support/servers.ts'

const REQUESTS = 1_500

/** What has been logged since that is no JSON, as a stack of Next's is. */
function plainLines({ output }: Server): () => string[] {
  const before = output().length
  return () =>
    output()
      .slice(before)
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('{'))
}

/** Always the same ones; `npm run soak -- garbage` sends others for a minute. */
test('without a session garbage is never an error of ours, whatever it is and wherever it goes', async ({
  app,
  zoom,
}) => {
  const requests = makeGarbage(1)
  const oddities: string[] = []
  const plain = plainLines(app)
  let left = REQUESTS
  const worker = async () => {
    while (left-- > 0) {
      const { value } = requests.next()
      if (!value) return
      const status = await sendGarbage(app.url, value)
      if (status === 0 || status >= 500) oddities.push(`${status} for ${JSON.stringify(value).slice(0, 400)}`)
    }
  }
  await Promise.all([worker(), worker(), worker(), worker()])
  expect(oddities).toEqual([])
  expect(await zoom.log()).toEqual([])
  expect(plain()).toEqual([])
})

for (const [what, method, path, headers, body] of [
  ['a router state that is none', 'GET', '/sign-in', { rsc: '1', 'next-router-state-tree': '{"a":' }, ''],
  ['a callback address without an origin', 'GET', '/api/auth/csrf?callbackUrl=a', {}, ''],
  ['a provider that is none', 'GET', '/api/auth/callback/nope?code=1&callbackUrl=%00', {}, ''],
  ['bad JSON', 'POST', '/api/auth/signout', { 'content-type': 'application/json' }, '{'],
  ['a server action', 'POST', '/sign-in', { 'next-action': 'x' }, ''],
  ['a server action where nothing is', 'POST', '/api/nowhere', { 'next-action': 'x' }, ''],
  ['a file that is written to', 'PUT', '/icon.svg', {}, 'x'],
  ['a head of 20 KB', 'GET', '/sign-in', { 'x-long': 'x'.repeat(20_000) }, ''],
] as const) {
  test(`${what} is the visitor's fault`, async ({ app }) => {
    const plain = plainLines(app)
    const status = await sendGarbage(app.url, { method, target: path, headers, body })
    expect(status).toBeGreaterThanOrEqual(200)
    expect(status).toBeLessThan(500)
    expect(plain()).toEqual([])
    if (what === 'a head of 20 KB') expect(status).toBe(431)
  })
}
