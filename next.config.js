/** @type {import('next').NextConfig} */
export default {
  // One file holds what a page needs from the start: a dozen small ones cost the first rows more than their bytes.
  experimental: { turbopackChunking: { minChunkSize: 5_000_000, maxMergeChunkSize: 5_000_000 } },
  turbopack: {
    resolveAlias: {
      // Of TanStack Query what nothing here uses and no bundler can see to be unused: 1 kB.
      './mutationCache.js': './lib/stand-ins/mutation-cache.ts',
      // What every browser has in which these pages work: 0.3 kB.
      '../build/polyfills/polyfill-module': './lib/stand-ins/polyfills.ts',
    },
  },
  // For the container image: .next/standalone holds a server and only those packages that it uses.
  output: process.env.STANDALONE === '1' ? 'standalone' : undefined,
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  images: { unoptimized: true },
  serverExternalPackages: ['pino', 'undici', 'prom-client', '@redis/client'],
}
