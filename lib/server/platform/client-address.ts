import 'server-only'
import type { IncomingMessage } from 'node:http'
import { getEnv } from './env.ts'

const FORWARDED = 'x-forwarded-for'

/**
 * Who is asking, as far as it can be believed: the other end of the connection, or with a trusted proxy before us the
 * last address of the list, which that proxy has added itself.
 */
export function believedAddress(forwarded: string, peer: string, isTrusted: boolean): string {
  return (isTrusted && forwarded.split(',').at(-1)?.trim()) || peer
}

/** Has `X-Forwarded-For` say just that: a handler of Next's has no other way to know. */
export function tellClientAddress({ headers, socket }: IncomingMessage): void {
  const isTrusted = getEnv().TRUST_PROXY === 'on'
  headers[FORWARDED] = believedAddress(
    String(headers[FORWARDED] ?? ''),
    socket.remoteAddress ?? '',
    isTrusted,
  )
}

/** Who is asking, as one word: an IPv6 address by its first half, since a household has that many to choose from. */
export function clientAddress(headers: Headers): string {
  const address = headers.get(FORWARDED) ?? ''
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (mapped || !address.includes(':')) return mapped ?? address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head.split(':').filter(Boolean)
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').length
  const whole = [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail ?? '').split(':')]
  return `${whole.slice(0, 4).join(':')}::`
}
