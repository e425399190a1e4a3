/** @param {Record<string, string>} headers */
const list = headers => Object.entries(headers).map(([key, value]) => ({ key, value }))

// Brotli copies of the static files (scripts/static-files.mjs), for browsers that say they take them and not `br;q=0`.
const takesBrotli = [
  {
    type: /** @type {const} */ ('header'),
    key: 'accept-encoding',
    value: '(.*[ ,])?br(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))([ ,;].*)?',
  },
]
const KINDS = { js: 'application/javascript; charset=UTF-8', css: 'text/css; charset=UTF-8' }

/** @type {import('next').NextConfig} */
export default {
  // One file holds what a page needs from the start: a dozen small ones cost the first rows more than their bytes.
  experimental: { turbopackChunking: { minChunkSize: 5_000_000, maxMergeChunkSize: 5_000_000 } },
  // For the container image: .next/standalone holds a server and only those packages that it uses.
  output: process.env.STANDALONE === '1' ? 'standalone' : undefined,
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  images: { unoptimized: true },
  serverExternalPackages: ['pino', 'undici', 'prom-client', '@redis/client'],
  headers: async () =>
    Object.entries(KINDS).map(([kind, type]) => ({
      source: `/_next/static/:path*.${kind}`,
      has: takesBrotli,
      headers: list({ 'Content-Encoding': 'br', Vary: 'Accept-Encoding', 'Content-Type': type }),
    })),
  rewrites: async () => ({
    beforeFiles: Object.keys(KINDS).map(kind => ({
      source: `/_next/static/:path*.${kind}`,
      has: takesBrotli,
      destination: `/_next/static/:path*.${kind}.br`,
    })),
    afterFiles: [],
    fallback: [],
  }),
}
