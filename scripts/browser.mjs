import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { run } from './run.mjs'

const DEBIAN = '/usr/bin/chromium'

/** A Chromium for the tests: `$CHROMIUM`, Debian's, or the one that Playwright downloads. Null where there is none yet. */
export function findBrowser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  if (existsSync(DEBIAN)) return DEBIAN
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null
}

/** Gets a browser where none is: Playwright's download, or Debian's package where that cannot be reached and we are root. */
export async function installBrowser() {
  if (findBrowser()) return
  try {
    await run('playwright', ['install', 'chromium'])
  } catch (error) {
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw error
    await installPackages('chromium')
  }
  if (!findBrowser())
    throw new Error(
      'No Chromium could be installed. Install one and name it: CHROMIUM=/path/to/chromium npm test',
    )
}

/** A Redis or Valkey server for the store's tests; they find it by themselves. */
export async function installRedis() {
  const names = ['redis-server', 'valkey-server']
  const places = [...(process.env.PATH ?? '').split(':'), '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
  if (places.some(place => names.some(name => existsSync(`${place}/${name}`)))) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(
      'The store is tested against a real Redis: install redis-server (or valkey-server), then run npm test again.',
    )
  }
  await installPackages('redis-server')
}

let updated = false

async function installPackages(...names) {
  if (!updated) await run('apt-get', ['update', '-qq'])
  updated = true
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    quiet: true,
  })
}
