import { Agent, DecoratorHandler, type Dispatcher, fetch, type RequestInit } from 'undici'
import { RollcallError } from '@/lib/errors.ts'
import { ServerError } from '../server-error.ts'
import { trustedTarget } from './trusted-target.ts'

/** Zoom's status, headers and body, read to the end. `tracking_id` is its reference for support. */
export type ZoomResponse = { status: number; headers: Headers; body: string; tracking_id?: string }

/** No answer came: the connection failed or broke. */
export class ConnectionLost extends Error {
  readonly code = 'connection_lost'
  constructor(cause: unknown) {
    super('The connection to Zoom broke.', { cause })
    this.name = 'ConnectionLost'
  }
}

/** Throws what a call has failed with, a lost connection as `unavailable`. */
export function unavailableIfLost(error: unknown): never {
  throw error instanceof ConnectionLost ? new ServerError('unavailable', { cause: error }) : error
}

const LONGEST_LIST_BYTES = 4 * 1024 * 1024
/** For answers that are one small object. */
export const SMALL_ANSWER_BYTES = 256 * 1024

const MAX_REDIRECTS = 3
const ELSEWHERE = 'Zoom sent this request elsewhere, which is not followed. Try again.'
const CONNECT_TIMEOUT_MS = 3_000

let agent: Agent | undefined

/** Tells when the request goes out on its connection. */
class SentHandler extends DecoratorHandler {
  readonly #handler: Dispatcher.DispatchHandler
  readonly #onSent: () => void

  constructor(handler: Dispatcher.DispatchHandler, onSent: () => void) {
    super(handler)
    this.#handler = handler
    this.#onSent = onSent
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.#onSent()
    this.#handler.onRequestStart?.(controller, context)
  }
}

/**
 * One request to Zoom. Redirects are followed only for GET and only to an https host under zoom.us, since
 * the token goes along (zoom.md section 4); a body over `max_bytes`, unpacked, is refused unread (4 MB unless told).
 * `onSent` is called as the request goes out, after a connection for it is there; once more for each redirect.
 * Throws RollcallError `zoom_timeout` or `zoom_invalid`, ConnectionLost, or `signal`'s reason.
 */
export async function sendToZoom(
  address: string,
  init: RequestInit & { timeout_ms: number; max_bytes?: number; signal?: AbortSignal; onSent?: () => void },
): Promise<ZoomResponse> {
  agent ??= new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS }, connections: 64, keepAliveTimeout: 30_000 })
  const { timeout_ms, max_bytes = LONGEST_LIST_BYTES, signal, onSent, ...request } = init
  const dispatcher = onSent
    ? agent.compose(dispatch => (options, handler) => dispatch(options, new SentHandler(handler, onSent)))
    : agent
  const timeout = AbortSignal.timeout(timeout_ms)
  const either = signal ? AbortSignal.any([signal, timeout]) : timeout
  try {
    let url = address
    for (let hop = 0; ; hop++) {
      const response = await fetch(url, { ...request, dispatcher, redirect: 'manual', signal: either })
      const tracking_id = response.headers.get('x-zm-trackingid')?.slice(0, 200) ?? undefined
      if (response.status >= 300 && response.status < 400) {
        await response.body?.cancel()
        const target = trustedTarget(response.headers.get('location'), url)
        if (target === null || (init.method ?? 'GET') !== 'GET' || hop >= MAX_REDIRECTS)
          throw new ServerError('zoom_invalid', { message: ELSEWHERE, tracking_id })
        url = target
        continue
      }
      const body = await readCapped(response.body, max_bytes, tracking_id)
      return { status: response.status, headers: response.headers as unknown as Headers, body, tracking_id }
    }
  } catch (error) {
    if (error instanceof RollcallError) throw error
    if (signal?.aborted) throw signal.reason
    if (timeout.aborted) throw new ServerError('zoom_timeout', { cause: error })
    throw new ConnectionLost(error instanceof Error && error.cause instanceof Error ? error.cause : error)
  }
}

async function readCapped(
  body: AsyncIterable<Uint8Array> | null,
  max_bytes: number,
  tracking_id?: string,
): Promise<string> {
  if (!body) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes > max_bytes) {
      throw new ServerError('zoom_invalid', {
        message: 'Zoom sent more than can be read at once. Try again.',
        tracking_id,
      })
    }
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
