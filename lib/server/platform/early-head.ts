import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import { existsSync, readdirSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'

type EarlyHead = {
  /** The document that is being answered, for all code that runs for its request. */
  answers: AsyncLocalStorage<ServerResponse | undefined>
  /** Preload links (RFC 8288) to the style sheets. */
  link: string
}

// On globalThis: pages have a copy of this module of their own.
const state = globalThis as typeof globalThis & { rollcallEarlyHead?: EarlyHead }

/**
 * From here on `sendHeadEarly` finds the answer that its caller works for. `folder` is where a build has its style sheets,
 * seen from where the server was started; every page has all of them, for there is one.
 */
export function followAnswers(folder = '.next/static/chunks'): void {
  const answers = new AsyncLocalStorage<ServerResponse | undefined>()
  const sheets = (existsSync(folder) ? readdirSync(folder) : []).filter(name => name.endsWith('.css'))
  const link = sheets.map(name => `</_next/static/chunks/${name}>; rel=preload; as=style`).join(', ')
  state.rollcallEarlyHead = { answers, link }
  subscribe('http.server.request.start', message => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    // `rsc` asks for what React needs to draw the page in a tab that has one open already.
    const isDocument = request.method === 'GET' && request.headers.rsc === undefined
    answers.enterWith(isDocument ? response : undefined)
  })
}

/**
 * Sends the status 200 and the headers of a page whose body is yet to come. Once a browser has read them it starts a
 * process for the page and fetches the style sheet; otherwise it would begin only when Zoom has answered.
 *
 * To be called when nothing can give the page another status: from then on a redirect is one inside the page.
 */
export function sendHeadEarly(): void {
  const { answers, link } = state.rollcallEarlyHead ?? {}
  const response = answers?.getStore()
  if (!response || response.headersSent) return
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('cache-control', 'private, no-cache, no-store, max-age=0, must-revalidate')
  if (link) response.setHeader('link', link)
  response.flushHeaders()
  // Next has no way to do this, and drops the body of an answer whose head is out. So it is told that none is, and
  // what it then sets is left out.
  const leaveOut = () => response
  Object.defineProperty(response, 'headersSent', { value: false })
  Object.assign(response, {
    setHeader: leaveOut,
    setHeaders: leaveOut,
    appendHeader: leaveOut,
    removeHeader: leaveOut,
    writeHead: leaveOut,
  })
}
