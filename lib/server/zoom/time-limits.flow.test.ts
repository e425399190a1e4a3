import { expect, test, vi } from 'vitest'
import { flow, idOf, SECRET, serveFlow } from '@/e2e/support/flow.ts'
import { createGrants } from '../auth/grants/grants.ts'
import { createSealer } from '../auth/seal.ts'
import { createZoomClient } from './client.ts'
import { callZoom, listRegions } from './endpoints.ts'
import { isReplaced, readMe } from './me.ts'
import { exchangeCode, refreshTokens, revokeToken } from './oauth.ts'

serveFlow()

/** A read through the client, by somebody who is signed in. */
async function readRegions(): Promise<unknown> {
  const store = flow.open(flow.folder())
  const grants = createGrants(store, createSealer([SECRET]))
  await grants.put(idOf('ana'), await flow.tokens('ana'))
  const env = { ZOOM_API_URL: flow.api_url, ZOOM_REQUESTS_PER_SECOND: 10 }
  const caller = {
    user_id: idOf('ana'),
    priority: 'waited_for',
    signal: new AbortController().signal,
    patience_ms: 0,
  } as const
  return callZoom(createZoomClient(store, grants, env), listRegions, { query: {}, caller })
}

test.each<[what: string, seconds: number, call: () => Promise<unknown>]>([
  ['a read', 15, readRegions],
  ['who has signed in', 15, async () => readMe((await flow.tokens('ana')).access_token)],
  ['whether another sign-in has replaced a pair', 5, async () => isReplaced(await flow.tokens('ana'))],
  [
    'a refresh, whose answer must not be lost',
    30,
    async () => refreshTokens((await flow.tokens('ana')).refresh_token),
  ],
  [
    'the exchange of a code, likewise',
    30,
    () => exchangeCode({ code: 'x', redirect_uri: 'x' }).catch(() => null),
  ],
  ['a revocation', 5, async () => revokeToken((await flow.tokens('ana')).refresh_token)],
])('Zoom has so long for %s: %i s', async (_what, seconds, call) => {
  const timeout = vi.spyOn(AbortSignal, 'timeout')
  await call()
  expect(timeout.mock.calls).toEqual([[seconds * 1000]])
})
