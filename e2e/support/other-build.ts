import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { node, root } from '../../scripts/run.mjs'

const BUILD = path.join(root, '.next')
/** What runs from the build as it is, and what nothing runs from. */
const LINKED = ['node_modules', 'build']
const UNUSED = /^(cache|diagnostics|types|trace)|\.(map|br|nft\.json)$/

/** A folder in which `next start` finds the project, but no build. */
export function linkProject(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-build-'))
  for (const name of ['node_modules', 'public', 'package.json', 'lib', 'app'])
    symlinkSync(path.join(root, name), path.join(folder, name))
  cpSync(path.join(root, 'next.config.js'), path.join(folder, 'next.config.js'))
  return folder
}

/** A build as that of another version is beside the project's own. */
export type OtherBuild = {
  folder: string
  /** What its connection page tells. */
  version: string
  /** Whether an address of a script or a style sheet is one of the other, or a page asks for such. */
  isNamedIn: (text: string) => boolean
}

/** Of what the tests look at each kind changes: the list's scripts, a part that is fetched when it is wanted, a style sheet. */
const CHANGES = [
  ['components/agents/agents-screen.tsx', '"button button-ghost"', '"button button-ghost other"'],
  ['components/export/export-dialog.tsx', "'button-ink'", "'button-ink other'"],
  ['app/globals.css', '@custom-variant', '.other { order: 0 }\n@custom-variant'],
] as const

const scriptsOf = (build: string) =>
  readdirSync(path.join(build, 'static/chunks')).filter(name => /\.(js|css)$/.test(name))

/** What `makeOtherBuild` stands for: the project with another version and other sources, built anew. It takes a minute. */
export function buildOtherSources(): OtherBuild {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-sources-'))
  for (const name of String(execFileSync('git', ['ls-files'], { cwd: root }))
    .trim()
    .split('\n'))
    cpSync(path.join(root, name), path.join(folder, name))
  execFileSync('cp', ['-a', '--link', path.join(root, 'node_modules'), folder])
  const about = readFileSync(path.join(root, 'package.json'), 'utf8')
  const { version } = JSON.parse(about) as { version: string }
  const changes = [['package.json', `"${version}"`, `"${version}-other"`], ...CHANGES] as const
  for (const [file, from, to] of changes) {
    const text = readFileSync(path.join(folder, file), 'utf8')
    if (!text.includes(from)) throw new Error(`${file} has no ${from} any more: change something else of it.`)
    writeFileSync(path.join(folder, file), text.replace(from, to))
  }
  for (const args of [['node_modules/next/dist/bin/next', 'build'], ['scripts/static-files.mjs']])
    execFileSync(node, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  const own = new Set(scriptsOf(BUILD))
  const others = scriptsOf(path.join(folder, '.next')).filter(name => !own.has(name))
  return {
    folder,
    version: `${version}-other`,
    isNamedIn: text => others.some(name => text.includes(name)),
  }
}

/**
 * The project's build under another id and version, with other names of all scripts and style sheets: what a second
 * build takes half a minute for. Brotli copies are not among them.
 */
export function makeOtherBuild(): OtherBuild {
  const folder = linkProject()
  const id = readFileSync(path.join(BUILD, 'BUILD_ID'), 'utf8')
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  const scripts = scriptsOf(BUILD).map(name => path.parse(name).name)
  const others = new Map([
    [id, [...id].reverse().join('')],
    [version, `${version}-other`],
    // The names are made of small letters: no other script has this one.
    ...scripts.map((name): [string, string] => [name, `${name.slice(0, -1)}Z`]),
  ])
  const known = new RegExp([...others.keys()].map(name => name.replaceAll('.', '\\.')).join('|'), 'g')
  const rename = (text: string) => text.replace(known, name => others.get(name) ?? name)
  mkdirSync(path.join(folder, '.next'))
  for (const name of LINKED) symlinkSync(path.join(BUILD, name), path.join(folder, '.next', name))
  for (const entry of readdirSync(BUILD, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    const name = path.relative(BUILD, file)
    if (!entry.isFile() || UNUSED.test(name) || LINKED.includes(name.split(path.sep)[0] ?? '')) continue
    const copy = path.join(folder, '.next', rename(name))
    mkdirSync(path.dirname(copy), { recursive: true })
    writeFileSync(copy, rename(readFileSync(file, 'utf8')))
  }
  const named = scripts.map(name => others.get(name) ?? name)
  return {
    folder,
    version: others.get(version) ?? version,
    isNamedIn: text => named.some(name => text.includes(name)),
  }
}
