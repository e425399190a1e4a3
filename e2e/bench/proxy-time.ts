import { setTimeout as delay } from 'node:timers/promises'
import type { SandboxProcess } from '../servers.ts'

const ROUNDS = 60
/** Slower than the app's own budget for Zoom, whose waiting would be measured otherwise. */
const APART_MS = 60
const PATH = 'contact_center/users?page_size=300'

type Cookie = { name: string; value: string }

/** Median milliseconds that session, grant, checks and writing add to a page of 300 rows, one call at a time. */
export async function proxyTimeAdded(
  app_url: string,
  zoom: SandboxProcess,
  cookies: Cookie[],
): Promise<number> {
  const token = await signInAsAnother(app_url, zoom)
  await fetch(`${zoom.url}/__sandbox/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ latency_ms: 0 }),
  })
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const direct = () => fetch(`${zoom.url}/v2/${PATH}`, { headers: { authorization: `Bearer ${token}` } })
  const proxied = () => fetch(`${app_url}/api/zoom/${PATH}`, { headers: { cookie, 'x-rollcall': '1' } })
  return (await medianTime(proxied)) - (await medianTime(direct))
}

/** A token of a second person's, so that the app's own grant stays alive. */
async function signInAsAnother(
  app_url: string,
  { url, client_id, client_secret }: SandboxProcess,
): Promise<string> {
  const redirect_uri = `${app_url}/api/auth/callback/zoom`
  const query = new URLSearchParams({ client_id, redirect_uri, response_type: 'code', state: 's', as: 'bo' })
  const approved = await fetch(`${url}/oauth/authorize?${query}`, { redirect: 'manual' })
  const code = new URL(approved.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const answer = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri }),
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

async function medianTime(call: () => Promise<Response>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now()
    const answer = await call()
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${answer.url} answered ${answer.status}`)
    times.push(performance.now() - started)
    await delay(APART_MS)
  }
  return times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN
}
