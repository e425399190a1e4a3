import { connect } from 'node:net'

/** An answer read to its end; `status` 0 means that the connection broke. */
export type Answer = {
  status: number
  body: Record<string, unknown>
  text: string
  headers: Headers
  ms: number
}

/** One browser of one person, signed in over plain HTTP: a cookie jar and the calls that the page makes. */
export class Person {
  readonly key: string
  readonly #cookies = new Map<string, string>()

  /** `key` is one of the embedded Zoom's people: `ana`, `olga`, `load-1`, ... */
  constructor(key: string) {
    this.key = key
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** The same browser again, so that what one has forgotten can be replayed by the other. */
  clone(): Person {
    const copy = new Person(this.key)
    for (const [name, value] of this.#cookies) copy.#cookies.set(name, value)
    return copy
  }

  /** One request that never follows a redirect and keeps the cookies it is given. */
  async send(address: string, init: RequestInit = {}): Promise<Answer> {
    const started = performance.now()
    const headers = new Headers(init.headers)
    if (this.#cookies.size > 0) headers.set('cookie', this.cookie)
    const ask = () => fetch(address, { ...init, headers, redirect: 'manual' })
    try {
      // As browsers do: a kept connection that the server was just closing is no answer.
      const response = await ask().catch(error => {
        if (init.method || !isClosed(error)) throw error
        return ask()
      })
      const text = await response.text()
      this.#keep(response.headers)
      const ms = performance.now() - started
      return { status: response.status, body: parse(text), text, headers: response.headers, ms }
    } catch {
      return { status: 0, body: {}, text: '', headers: new Headers(), ms: performance.now() - started }
    }
  }

  #keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';')
      const at = pair.indexOf('=')
      const name = pair.slice(0, at).trim()
      const value = pair.slice(at + 1)
      const gone = value === '' || attributes.some(part => /max-age=0|expires=thu, 01 jan 1970/i.test(part))
      if (gone) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
  }

  /** Through next-auth and the embedded Zoom, which approves at once. Answers where the callback led. */
  async signIn(base: string): Promise<string> {
    const done = await this.comeBack(base)
    return done.headers.get('location') ?? `no redirect but ${done.status}`
  }

  /** The answer to that callback. */
  async comeBack(base: string): Promise<Answer> {
    const { csrfToken } = (await this.send(`${base}/api/auth/csrf`)).body
    const start = await this.#post(`${base}/api/auth/signin/zoom`, { csrfToken, callbackUrl: '/agents' })
    const consent = await fetch(`${start.body.url}&as=${this.key}`, { redirect: 'manual' })
    const callback = new URL(consent.headers.get('location') ?? 'about:blank')
    return this.send(`${base}${callback.pathname}${callback.search}`)
  }

  async signOut(base: string): Promise<Answer> {
    const { csrfToken } = (await this.send(`${base}/api/auth/csrf`)).body
    return this.#post(`${base}/api/auth/signout`, { csrfToken })
  }

  #post(address: string, form: Record<string, unknown>): Promise<Answer> {
    const body = new URLSearchParams({ json: 'true' })
    for (const [name, value] of Object.entries(form)) body.set(name, String(value))
    return this.send(address, { method: 'POST', body })
  }

  /** A read through the proxy, as the page makes it. `path` is below `contact_center`. */
  ask(base: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = { ...(init.headers as Record<string, string>), 'x-rollcall': '1' }
    return this.send(`${base}/api/zoom/contact_center/${path}`, { ...init, headers })
  }

  /**
   * The same read with the address written to the socket as it stands, whatever it is. Answers the status, or
   * 0 where the server closed without one.
   */
  askRaw(base: string, target: string): Promise<{ status: number; text: string }> {
    const { hostname, port } = new URL(base)
    return new Promise(resolve => {
      const socket = connect(Number(port), hostname)
      let text = ''
      socket.setEncoding('latin1').on('data', chunk => {
        text += chunk
      })
      socket.setTimeout(20_000, () => socket.destroy())
      socket.once('error', () => socket.destroy())
      socket.once('close', () =>
        resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text }),
      )
      socket.write(
        Buffer.from(
          `GET ${target} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${this.cookie}\r\nX-Rollcall: 1\r\nConnection: close\r\n\r\n`,
          'latin1',
        ),
      )
    })
  }
}

/** Code of the design's error body, or the status alone. */
export function codeOf({ status, body }: Answer): string {
  const { code } = (body.error ?? {}) as { code?: string }
  return code ? `${status} ${code}` : String(status)
}

function isClosed(error: unknown): boolean {
  const { code } = ((error as Error).cause ?? {}) as { code?: string }
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE'
}

function parse(text: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
