import { createHash } from 'node:crypto'
import { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts'

export interface Tokens {
  access_token: string
  refresh_token: string
  expires_in: number
  scope: string
  token_type: string
  api_url?: string
}

/** What a test expects of a JSON answer; every field may be absent. */
export interface Body {
  code?: number
  message?: string
  reason?: string
  error?: string
  next_page_token?: string
  total_records?: number
  users?: {
    user_id: string
    display_name?: string
    status_name?: string
    region_id?: string
    last_modified_time?: string
    user_access?: string
  }[]
  [key: string]: unknown
}

type Params = { [name: string]: string | undefined }

export const REDIRECT = 'http://localhost:3000/api/auth/callback/zoom'
export const VERIFIER = 'a-verifier-of-the-forty-three-characters-or-more'
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')

/** A sandbox on a free port with a clock that moves only when told to, and the calls that tests make. */
export async function sandboxForTest(options: SandboxOptions = {}) {
  let time = Date.UTC(2026, 10, 24, 9)
  const sandbox = await startSandbox({ now: () => time, ...options })
  return {
    ...sandbox,
    pass: (milliseconds: number) => {
      time += milliseconds
    },
    ...callsOf(sandbox),
  }
}

const params = (given: Params) =>
  new URLSearchParams(Object.entries(given).map(([name, value]) => [name, value ?? '']))

function callsOf({ url, api_url, oauth_url, world }: Sandbox) {
  const { client_id, client_secret } = world.options
  const basic = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`

  const authorizeUrl = (more: Params = {}) =>
    `${oauth_url}/authorize?${params({ client_id, response_type: 'code', scope: '', redirect_uri: REDIRECT, state: 's1', ...more })}`

  async function decide(decision: string, as: string, more: Params = {}) {
    const body = new URLSearchParams({ decision, as })
    const answer = await fetch(authorizeUrl(more), { method: 'POST', body, redirect: 'manual' })
    return new URL(answer.headers.get('location') ?? 'about:blank').searchParams
  }

  function post(path: 'token' | 'revoke', form: Params, authorization = basic) {
    return fetch(`${oauth_url}/${path}`, {
      method: 'POST',
      headers: { authorization },
      body: params(form),
    })
  }

  const exchange = (code: string, more: Params = {}) =>
    post('token', { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...more })

  const refresh = (refresh_token: string) => post('token', { grant_type: 'refresh_token', refresh_token })

  async function signIn(as = 'ana'): Promise<Tokens> {
    const query = await decide('allow', as)
    return (await (await exchange(query.get('code') ?? '')).json()) as Tokens
  }

  const call = (path: string, token: string, method = 'GET') =>
    fetch(`${api_url}/${path}`, { method, headers: { authorization: `Bearer ${token}` }, redirect: 'manual' })

  async function get(path: string, token: string): Promise<{ status: number; body: Body }> {
    const answer = await call(path, token)
    return { status: answer.status, body: (await answer.json()) as Body }
  }

  async function control<T = Body>(method: string, path: string, input?: object): Promise<T> {
    const body = input ? { body: JSON.stringify(input) } : {}
    return (await (await fetch(`${url}/__sandbox/${path}`, { method, ...body })).json()) as T
  }

  return { authorizeUrl, decide, post, exchange, refresh, signIn, call, get, control }
}
