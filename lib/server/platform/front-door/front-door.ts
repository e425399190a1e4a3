import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { tellClientAddress } from '../client-address.ts'
import { forRequest, newRequestId, REQUEST_ID } from '../this-request.ts'
import { holdScripts } from './late-scripts.ts'
import { findRefusal, type Refusal, readTarget, TOO_LARGE } from './refusal.ts'
import { hasBody, takeBody } from './request-body.ts'
import { safeHeaders } from './safe-headers.ts'

const MOST_BYTES = 64 * 1024
/** A person may have fifty saved views. From nobody else is so much taken: it is held in memory for each connection. */
const MOST_BYTES_OF_VIEWS = 512 * 1024
const UNFINISHED_MS = 30_000
/** Every file is given whole, which these allow: for a part or a state that it has not Next would answer with 500. */
const NOT_READ = ['range', 'if-range', 'if-match', 'if-unmodified-since']

export type FrontDoor = {
  /** From now on every answer closes its connection. */
  drain: () => void
  /** Takes no new connection. */
  close: () => void
  isAnswering: () => boolean
  /** Resolves when the answers that are being made now are out, or given up by the browser. */
  answered: () => Promise<unknown>
}

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown
export type FrontDoorOptions = {
  unfinished_ms?: number
  /** Leaves `next dev` its own addresses under `/_`, its listeners for protocol upgrades, and its pages as they are. */
  development?: boolean
  /** Whether a request may be a signed-in person's: from nobody else is a large body taken. */
  bringsSession?: (request: IncomingMessage) => Promise<boolean>
  /** Changes a request for a file into one for its copy. */
  offerCopy?: (request: IncomingMessage, response: ServerResponse) => void
}

/**
 * Stands between Node and the listeners of every HTTP server of this process, Next's among them: Next offers no place
 * that sees a request before it buffers the body and tidies the address. A request is handed on when it is whole, small
 * enough and has an address that means the same to everybody; heads and bodies that do not arrive in time are cut off.
 * Each answer gets its request id and the safe headers here.
 */
export function openFrontDoor(options: FrontDoorOptions = {}): FrontDoor {
  const { unfinished_ms = UNFINISHED_MS, development = false, bringsSession, offerCopy } = options
  const servers = new Set<Server>()
  const underWay = new Set<ServerResponse>()
  const deadlines = new WeakMap<Socket, NodeJS.Timeout>()
  let isDraining = false

  /** The next head, or the rest of a body, has to be here in time. */
  function expectMore(socket: Socket): void {
    clearTimeout(deadlines.get(socket))
    const cutOff = () => {
      const isAnswered = Array.from(underWay).some(response => response.req.socket === socket)
      if (!isAnswered) socket.destroy()
    }
    if (!socket.destroyed) deadlines.set(socket, setTimeout(cutOff, unfinished_ms).unref())
  }

  async function receive(request: IncomingMessage, response: ServerResponse, handOn: Listener) {
    const { socket } = request
    response.once('close', () => expectMore(socket))
    tellClientAddress(request)
    for (const name of NOT_READ) delete request.headers[name]
    if (isDraining) response.setHeader('connection', 'close')
    for (const [name, value] of Object.entries(safeHeaders(request.url ?? '')))
      response.setHeader(name, value)
    const id = newRequestId()
    response.setHeader(REQUEST_ID, id)
    request.url = readTarget(request.url ?? '')
    const { url } = request
    const refusal = development && url.startsWith('/_') ? null : findRefusal(request)
    if (refusal) return refuse(response, refusal)
    offerCopy?.(request, response)
    if (!development) holdScripts(response)
    let whole: IncomingMessage | null = request
    if (hasBody(request)) {
      expectMore(socket)
      const isOfViews = url.split('?', 1)[0] === '/api/views' && (await bringsSession?.(request))
      whole = await takeBody(request, isOfViews ? MOST_BYTES_OF_VIEWS : MOST_BYTES)
      if (!whole) return refuse(response, TOO_LARGE)
    }
    clearTimeout(deadlines.get(socket))
    underWay.add(response)
    const left = new AbortController()
    response.once('close', () => {
      underWay.delete(response)
      if (!response.writableFinished) left.abort(new DOMException('The browser has left.', 'AbortError'))
    })
    const setEncoding = (coding: string) => response.setHeader('content-encoding', coding)
    forRequest({ id, signal: left.signal, setEncoding }, () => handOn(whole, response))
  }

  subscribe('net.server.socket', message => {
    const { socket } = message as { socket: Socket }
    expectMore(socket)
    socket.once('close', () => clearTimeout(deadlines.get(socket)))
  })
  // It comes just before the listeners are called: they are taken over in time for a server's first request.
  subscribe('http.server.request.start', message => {
    const { server } = message as { server: Server }
    if (servers.has(server)) return
    servers.add(server)
    const listeners = server.listeners('request') as Listener[]
    server.removeAllListeners('request')
    server.on('request', (request, response) =>
      receive(request, response, (...handed) => {
        for (const listener of listeners) listener.apply(server, handed)
      }),
    )
    if (!development) server.removeAllListeners('upgrade')
  })

  return {
    drain() {
      isDraining = true
      for (const response of underWay) if (!response.headersSent) response.setHeader('connection', 'close')
    },
    close() {
      for (const server of servers) server.close()
    },
    isAnswering: () => underWay.size > 0,
    answered: () =>
      Promise.all(Array.from(underWay, response => new Promise(resolve => response.once('close', resolve)))),
  }
}

function refuse(response: ServerResponse, { status, allow, error }: Refusal): void {
  response.statusCode = status
  response.setHeader('cache-control', 'no-store')
  if (allow) response.setHeader('allow', allow)
  if (error) response.setHeader('content-type', 'application/json')
  response.end(error && JSON.stringify(error.toBody()))
}
