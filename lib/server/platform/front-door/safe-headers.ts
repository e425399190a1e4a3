import { isHttps } from '../env.ts'

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}

/** What else an answer carries that might be opened by itself; scripts and style sheets are a part of a page. */
const UNLESS_STATIC = {
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=()',
  // For data, files and refusals, none of which is a document. Pages get theirs in proxy.ts.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

const STATIC = '/_next/static/'

/** What every answer carries, whoever of us or Next makes it. `target` is what was asked for. */
export function safeHeaders(target: string): Record<string, string> {
  return {
    ...ALWAYS,
    ...(target.startsWith(STATIC) ? {} : UNLESS_STATIC),
    ...(isHttps() && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
  }
}
