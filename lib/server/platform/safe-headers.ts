import { isHttps } from './env.ts'

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=()',
  // For data, files and refusals, none of which is a document. Pages get theirs in proxy.ts.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

/** What every answer carries, whoever of us or Next makes it. */
export function safeHeaders(): Record<string, string> {
  return isHttps()
    ? { ...ALWAYS, 'strict-transport-security': 'max-age=63072000; includeSubDomains' }
    : ALWAYS
}
