import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { root } from './run.mjs'

/*
 * Second half of `npm run build`, for each static script and style sheet:
 *
 * - Scripts ask to be compiled whole while they arrive, on another thread than the one that is to run them (V8's
 *   explicit compile hints; other engines see a comment). Most of their functions run before the list can be used,
 *   and compiling each at its first call took more than half of the main thread's time until then.
 * - A Brotli copy at the highest level, which lib/server/platform/front-door/brotli-copies.ts hands out. The server itself could
 *   only gzip, anew for each visitor.
 */

const COMPILE_NOW = '//# allFunctionsCalledOnLoad\n'

const folder = path.join(root, '.next', 'static')

for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  const file = path.join(folder, name)
  if (!/\.(js|css)$/.test(name) || !statSync(file).isFile()) continue
  let text = readFileSync(file, 'utf8')
  if (name.endsWith('.js') && !text.startsWith(COMPILE_NOW)) {
    text = COMPILE_NOW + text
    writeFileSync(file, text)
  }
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
  }
  writeFileSync(`${file}.br`, brotliCompressSync(text, { params }))
}
