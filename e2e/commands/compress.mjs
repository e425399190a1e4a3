import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { root } from './run.mjs'

/*
 * Second half of `npm run build`: a Brotli copy beside each static script and style sheet, made once at the
 * highest level. The server itself could only gzip, anew for each visitor; next.config.js hands these out.
 */

const folder = path.join(root, '.next', 'static')

for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  const file = path.join(folder, name)
  if (!/\.(js|css)$/.test(name) || !statSync(file).isFile()) continue
  const bytes = readFileSync(file)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }))
}
