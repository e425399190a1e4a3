import { existsSync, readdirSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { takesCoding } from '../accept-encoding.ts'

const TYPES: Record<string, string> = {
  js: 'application/javascript; charset=UTF-8',
  css: 'text/css; charset=UTF-8',
}

/**
 * Hands out the Brotli copies of scripts and style sheets that scripts/static-files.mjs has made, by their addresses.
 * Next would compress with gzip, anew for each visitor. `folder` is the build's `static`.
 */
export function createBrotliCopies(folder = '.next/static') {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const copies = new Set(
    names.filter(name => name.endsWith('.br')).map(name => `/_next/static/${name.replaceAll('\\', '/')}`),
  )
  return (request: IncomingMessage, response: ServerResponse): void => {
    const [path = '', query] = (request.url ?? '').split('?', 2)
    if (!copies.has(`${path}.br`)) return
    response.setHeader('vary', 'Accept-Encoding')
    if (!takesCoding('br', request.headers['accept-encoding'])) return
    request.url = `${path}.br${query === undefined ? '' : `?${query}`}`
    response.setHeader('content-encoding', 'br')
    response.setHeader('content-type', TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
  }
}
