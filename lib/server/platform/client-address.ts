import 'server-only'
import type { IncomingMessage } from 'node:http'
import { getEnv } from './env.ts'

const FORWARDED = 'x-forwarded-for'

/**
 * Has `X-Forwarded-For` say who is asking, as far as that can be believed: the other end of the connection, or with
 * TRUST_PROXY the last address of the list, which the proxy before us has added itself. A handler of Next's has no
 * other way to know.
 */
export function tellClientAddress(request: IncomingMessage): void {
  const isTrusted = getEnv().TRUST_PROXY === 'on'
  const given = request.headers[FORWARDED]
  const forwarded = isTrusted ? [given].flat().join(',').split(',').at(-1)?.trim() : ''
  request.headers[FORWARDED] = forwarded || request.socket.remoteAddress || ''
}

/** Who is asking, as one word: an IPv6 address by its first half, since a household has that many to choose from. */
export function clientAddress(headers: Headers): string {
  const address = headers.get(FORWARDED) ?? ''
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (mapped || !address.includes(':')) return mapped ?? address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head.split(':').filter(Boolean)
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length
  const whole = [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail ?? '').split(':')]
  return `${whole.slice(0, 4).join(':')}::`
}
