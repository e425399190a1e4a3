import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './run.mjs'

/*
 * Links and paths in the documents lead somewhere: relative links with their headings, pictures, paths in `code`, and
 * names of source files in `code`, addresses of ours, scripts of package.json and settings, and in the guide for
 * contributors names within sources; and every picture is shown. A decision that was replaced may name what is gone.
 */

const git = (...args) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)
const files = git('ls-files', '--cached', '--others', '--exclude-standard').filter(file =>
  existsSync(path.join(root, file)),
)
const names = new Set(files.map(file => path.basename(file)))
const folders = new Set(files.filter(file => file.includes('/')).map(file => file.split('/', 1)[0]))

const read = file => readFileSync(path.join(root, file), 'utf8')
const withoutBlocks = text => text.replace(/^```[\s\S]*?^```/gm, '')

/** As hosts of repositories make them from headings. */
const anchors = file =>
  [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

function deadLink(from, target) {
  if (/^[a-z]+:/.test(target)) return false
  const [file, anchor] = target.split('#')
  const to = file === '' ? from : path.normalize(path.join(path.dirname(from), file))
  if (!existsSync(path.join(root, to))) return true
  return anchor !== undefined && to.endsWith('.md') && !anchors(to).includes(anchor)
}

function deadPath(from, code) {
  if (/[*{}<>$ ]|\.\.\.(?!\w+\])/.test(code)) return false
  if (/^[\w.-]+\.(tsx?|mjs|css)$/.test(code)) return !names.has(code)
  const isPath = folders.has(code.split('/', 1)[0]) && /^[\w.-]+\/[\w@./[\]()-]*$/.test(code)
  return (
    isPath && !existsSync(path.join(root, code)) && !existsSync(path.join(root, path.dirname(from), code))
  )
}

const scripts = new Set(Object.keys(JSON.parse(read('package.json')).scripts))
const settings = new Set(
  [...read('lib/server/platform/env.ts').matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name),
)
/** Of this project too, but no settings of the server. */
const OTHER_NAMES = new Set([
  'CHROMIUM',
  'SANDBOX_PORT',
  'FAULT_KEYS',
  'NEXT_MANUAL_SIG_HANDLE',
  'OTHER_BUILD',
  'REDIS_SERVER',
])
const handlers = files.filter(file => /^app\/api\/.*route\.ts$/.test(file))

/** One of ours that no handler answers. */
function deadAddress(code) {
  const address = /^(?:[A-Z]+ )?\/(api\/[\w/-]+)$/.exec(code)?.[1]
  if (!address) return false
  return !handlers.some(file => {
    const folder = path.dirname(file).slice('app/'.length)
    const rest = folder.indexOf('/[...')
    return rest < 0 ? folder === address : `${address}/`.startsWith(`${folder.slice(0, rest)}/`)
  })
}

const faults = []
const shown = new Set()
for (const file of files.filter(name => name.endsWith('.md'))) {
  const text = withoutBlocks(read(file))
  if (/^Replaced by /m.test(text)) continue
  for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g))
    if (deadLink(file, target)) faults.push(`${file}: the link ${target} leads nowhere`)
  for (const [, target] of text.matchAll(/\bsrc(?:set)?="([^"]+)"/g)) {
    if (deadLink(file, target)) faults.push(`${file}: there is no picture ${target}`)
    shown.add(path.normalize(path.join(path.dirname(file), target)))
  }
  for (const [, code] of text.matchAll(/`([^`\n]+)`/g))
    if (deadPath(file, code) || deadAddress(code)) faults.push(`${file}: there is no ${code}`)
  for (const [, name] of read(file).matchAll(/\bnpm run ([\w:]+)/g))
    if (!scripts.has(name)) faults.push(`${file}: package.json has no script ${name}`)
  for (const [, name] of text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`/g))
    if (!settings.has(name) && !OTHER_NAMES.has(name)) faults.push(`${file}: there is no setting ${name}`)
}
const commands = read('CONTRIBUTING.md')
const sources = files.filter(file => /\.(tsx?|mjs|js|json)$/.test(file) && file !== 'package-lock.json')
const words = new Set(sources.flatMap(file => read(file).match(/\w+/g) ?? []))
for (const [, code] of withoutBlocks(commands).matchAll(/`([\w.]+)`/g))
  for (const word of code.split('.'))
    if (/[a-z][A-Z]/.test(word) && !words.has(word)) faults.push(`CONTRIBUTING.md: no source has ${word}`)
for (const script of scripts)
  if (!commands.includes(`\`npm run ${script}`) && !commands.includes(`\`npm ${script}\``))
    faults.push(`CONTRIBUTING.md: the script ${script} is not named`)
for (const file of files.filter(name => name.startsWith('docs/pictures/')))
  if (!shown.has(file)) faults.push(`${file}: no document shows it`)
if (faults.length > 0) {
  console.error(faults.join('\n'))
  process.exit(1)
}
