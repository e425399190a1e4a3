import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

let hashes: string | undefined

/**
 * CSP sources for the style sheets that Next writes into its pages (next.config.js: inlineCss), which get no
 * nonce: each is exactly one of the build's files, so its hash is known.
 */
export function styleHashes(): string {
  hashes ??= readHashes(path.join(process.cwd(), '.next', 'static'))
  return hashes
}

function readHashes(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.css'))
    .map(
      name =>
        `'sha256-${createHash('sha256')
          .update(readFileSync(path.join(folder, name)))
          .digest('base64')}'`,
    )
    .join(' ')
}
