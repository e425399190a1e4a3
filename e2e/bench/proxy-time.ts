import { setTimeout as delay } from 'node:timers/promises'
import type { SandboxProcess } from '../support/servers.ts'

const ROUNDS = 60
/** Slower than the app's own budget for Zoom, whose waiting would be measured otherwise. */
const APART_MS = 60
const PATH = 'contact_center/users?page_size=300'

type Cookie = { name: string; value: string }

/**
 * What the proxy adds to a page of 300 rows over what Zoom took, one call at a time: `all`, the median as a
 * client sees it, and of that `checks`, the mean of what happens inside of the handler: session, grant, a turn in
 * the budget, and the check of the rows. Milliseconds.
 */
export async function proxyTimeAdded(
  app_url: string,
  metrics_url: string,
  zoom: SandboxProcess,
  cookies: Cookie[],
): Promise<{ all: number; checks: number }> {
  const token = await signInAsAnother(app_url, zoom)
  await fetch(`${zoom.url}/__sandbox/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ latency_ms: 0 }),
  })
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const direct = () => fetch(`${zoom.url}/v2/${PATH}`, { headers: { authorization: `Bearer ${token}` } })
  const proxied = () => fetch(`${app_url}/api/zoom/${PATH}`, { headers: { cookie, 'x-rollcall': '1' } })
  await medianTime(proxied) // until everything is compiled
  const before = await readDurations(metrics_url)
  const all = (await medianTime(proxied)) - (await medianTime(direct))
  const after = await readDurations(metrics_url)
  return { all, checks: ((after.requests - before.requests - (after.calls - before.calls)) * 1000) / ROUNDS }
}

/** Seconds spent so far in the proxy's handlers for lists of users, and in their calls to Zoom. */
async function readDurations(metrics_url: string): Promise<{ requests: number; calls: number }> {
  const text = await (await fetch(metrics_url)).text()
  const sum = (name: string, path: string) =>
    Number(new RegExp(`^${name}_sum\\{path="${path}",status="200"\\} (\\S+)`, 'm').exec(text)?.[1])
  return {
    requests: sum('rollcall_request_duration_seconds', '/api/zoom/contact_center/users'),
    calls: sum('rollcall_zoom_call_duration_seconds', '/contact_center/users'),
  }
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
