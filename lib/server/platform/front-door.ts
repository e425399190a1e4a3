import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { RollcallError } from '@/lib/errors.ts'
import { isPlainPath } from './plain-path.ts'
import { hasBody, takeBody } from './request-body.ts'
import { safeHeaders } from './safe-headers.ts'
import { forRequest, newRequestId, REQUEST_ID } from './this-request.ts'

const UNREADABLE = new RollcallError('bad_request', { message: 'This address cannot be read.' })
const MOST_BYTES = 64 * 1024
/** Of a person's saved views there may be fifty. */
const MOST_BYTES_OF_VIEWS = 512 * 1024
const UNFINISHED_MS = 30_000

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
type Options = {
  unfinished_ms?: number
  /** Keeps listeners for protocol upgrades, which `next dev` needs. */
  upgrades?: boolean
}

/**
 * Stands between Node and the listeners of every HTTP server of this process, Next's among them: Next offers no place
 * that sees a request before it buffers the body and tidies the address. A request is handed on when it is whole, small
 * enough and has an address that means the same to everybody; heads and bodies that do not arrive in time are cut off.
 * Each answer gets its request id and the safe headers here.
 */
export function openFrontDoor({ unfinished_ms = UNFINISHED_MS, upgrades = false }: Options = {}): FrontDoor {
  const servers = new Set<Server>()
  const underWay = new Set<ServerResponse>()
  const deadlines = new WeakMap<Socket, NodeJS.Timeout>()
  let isDraining = false

  /** The next head, or the rest of a body, has to be here in time. */
  function expectMore(socket: Socket): void {
    clearTimeout(deadlines.get(socket))
    if (!socket.destroyed) deadlines.set(socket, setTimeout(() => socket.destroy(), unfinished_ms).unref())
  }

  async function receive(request: IncomingMessage, response: ServerResponse, handOn: Listener) {
    const { socket } = request
    response.once('close', () => expectMore(socket))
    if (isDraining) response.setHeader('connection', 'close')
    for (const [name, value] of Object.entries(safeHeaders())) response.setHeader(name, value)
    const id = newRequestId()
    response.setHeader(REQUEST_ID, id)
    const { url = '' } = request
    if (!isPlainPath(url)) return refuse(response, UNREADABLE)
    let whole: IncomingMessage | null = request
    if (hasBody(request)) {
      expectMore(socket)
      const most_bytes = url.split('?', 1)[0] === '/api/views' ? MOST_BYTES_OF_VIEWS : MOST_BYTES
      whole = await takeBody(request, most_bytes)
      if (!whole) return refuse(response, new RollcallError('too_large'))
    }
    clearTimeout(deadlines.get(socket))
    underWay.add(response)
    const left = new AbortController()
    response.once('close', () => {
      underWay.delete(response)
      if (!response.writableFinished) left.abort(new DOMException('The browser has left.', 'AbortError'))
    })
    forRequest({ id, signal: left.signal }, () => handOn(whole, response))
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
    if (!upgrades) server.removeAllListeners('upgrade')
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

function refuse(response: ServerResponse, error: RollcallError): void {
  response.statusCode = error.status
  response.setHeader('content-type', 'application/json')
  response.setHeader('cache-control', 'no-store')
  response.end(JSON.stringify(error.toBody()))
}
