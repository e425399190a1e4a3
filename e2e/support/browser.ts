import { NextRequest } from 'next/server'
import { GET, POST } from '../../app/api/auth/[...nextauth]/route.ts'

const ORIGIN = 'http://localhost:3000'

type Handler = typeof GET
type Sent = {
  query?: Record<string, string>
  form?: Record<string, string>
  headers?: Record<string, string>
}

/** One browser that asks next-auth's addresses in this very process, with a cookie jar in the order of creation. */
export class Browser {
  readonly cookies = new Map<string, string>()

  async ask(path: string, { query, form, headers }: Sent = {}): Promise<Response> {
    const url = `${ORIGIN}/api/auth/${path}${query ? `?${new URLSearchParams(query)}` : ''}`
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const request = new NextRequest(url, {
      method: form ? 'POST' : 'GET',
      headers: { cookie, ...headers },
      body: form && new URLSearchParams(form),
    })
    const handler: Handler = form ? POST : GET
    const params = Promise.resolve({ nextauth: path.split('/') })
    const answer = await handler(request as never, { params })
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    return answer
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';', 1)
    const at = pair.indexOf('=')
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
    if (/Max-Age=0/i.test(line)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }

  async csrfToken(): Promise<string> {
    return ((await (await this.ask('csrf')).json()) as { csrfToken: string }).csrfToken
  }

  /** Presses the button: the address at Zoom that the browser is sent to. */
  async begin(callbackUrl = '/agents'): Promise<string> {
    const form = { csrfToken: await this.csrfToken(), callbackUrl, json: 'true' }
    return ((await (await this.ask('signin/zoom', { form })).json()) as { url: string }).url
  }

  /** Consents at Zoom: the query that it sends back. */
  async consent(address: string, who = 'ana'): Promise<Record<string, string>> {
    const answer = await fetch(`${address}&as=${who}`, { redirect: 'manual' })
    return Object.fromEntries(new URL(answer.headers.get('location') ?? '').searchParams)
  }

  /** Comes back from Zoom: where the browser is sent to, as a path. */
  async finish(query: Record<string, string>, headers?: Record<string, string>): Promise<string> {
    return pathOf(await this.ask('callback/zoom', { query, headers }))
  }

  async signIn(callbackUrl?: string, who?: string): Promise<string> {
    return this.finish(await this.consent(await this.begin(callbackUrl), who))
  }
}

/** The path of a redirect on our own origin, or the whole address of another one. */
export function pathOf(answer: Response): string {
  const location = new URL(answer.headers.get('location') ?? 'about:blank')
  return location.origin === ORIGIN ? location.pathname + location.search : location.href
}
