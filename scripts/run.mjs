import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/*
 * What `npm run demo` and `npm test` share. Plain JavaScript without dependencies: it runs before anything is
 * installed, on whatever Node the machine has.
 */

export const root = path.resolve(import.meta.dirname, '..')

const readJson = file => JSON.parse(readFileSync(path.join(root, file), 'utf8'))

/** Packages with the project's own Node exist for some platforms; elsewhere the machine's has to do. */
const platform = process.platform === 'win32' ? 'win' : process.platform
const hasOwnNode = `node-${platform}-${process.arch}` in readJson('package.json').optionalDependencies
const OLDEST = hasOwnNode ? [20, 19] : [24, 0]

/** What runs the product and its tests. */
export const node = hasOwnNode ? path.join(root, 'node_modules', '.bin', 'node') : process.execPath

/** Ends with one clear sentence where Node is too old: to install the project's own, or to take its place. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return
  console.error(
    `Node ${process.versions.node} is too old: install Node ${OLDEST.join('.')} or newer, then run this again.`,
  )
  process.exit(1)
}

/** Prints the step's name before it runs. */
export function step(name) {
  console.log(`\n▸ ${name}`)
}

/** The environment for a child: the project's own Node and tools come first. */
export function projectEnv(extra = {}) {
  const bin = path.join(root, 'node_modules', '.bin')
  return {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    PATH: `${bin}${path.delimiter}${process.env.PATH}`,
    ...extra,
  }
}

/** Runs a command to its end; rejects with its exit code in the message. */
export function run(command, args, { env = projectEnv(), quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    })
    let output = ''
    child.stdout?.on('data', chunk => (output += chunk))
    child.stderr?.on('data', chunk => (output += chunk))
    child.on('error', reject)
    child.on('exit', code => {
      if (code === 0) return resolve(output)
      if (quiet) console.error(output)
      reject(new Error(`${command} ${args.join(' ')} ended with ${code}`))
    })
  })
}

/** Installs what package-lock.json names, unless exactly that is there already. */
export async function install() {
  const installed = path.join('node_modules', '.package-lock.json')
  if (existsSync(path.join(root, installed)) && sameTree(installed)) return
  step('Installing the packages of package-lock.json')
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
}

/** npm leaves a copy of the lockfile's tree in node_modules; optional packages of other machines are not in it. */
function sameTree(installed) {
  const have = readJson(installed).packages
  const want = readJson('package-lock.json').packages
  return Object.entries(want).every(
    ([name, { version, optional }]) =>
      name === '' || have[name]?.version === version || (optional && !have[name]),
  )
}
