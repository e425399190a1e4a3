import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { canInstallPackages, installPackages } from './debian.mjs'
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
    if (!canInstallPackages()) throw error
    await installPackages('chromium')
  }
  if (!findBrowser())
    throw new Error(
      'No Chromium could be installed. Install one and name it: CHROMIUM=/path/to/chromium npm test',
    )
}
