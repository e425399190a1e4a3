import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { canInstallPackages, installPackages } from './debian.mjs'
import { run } from './run.mjs'

/** Without these Chromium talks to its maker's hosts, or needs a sandbox that root and containers do not have. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Without a window: a page costs it a fifth of the processor time that the whole Chromium takes. */
const DEBIAN_SHELL = '/usr/bin/chromium-headless-shell'
const DEBIAN = '/usr/bin/chromium'
/** Letters as wide as Arial's, by which tests of what has room are meant; a bare machine may have wider ones alone. */
const FONTS = '/usr/share/fonts/truetype/liberation'

/** The Chromium for the tests: `$CHROMIUM`, or Debian's. Undefined is the one that Playwright downloads. */
export function findBrowser() {
  return process.env.CHROMIUM || [DEBIAN_SHELL, DEBIAN].find(path => existsSync(path))
}

/** Gets a browser where none is: Debian's where we may install it, otherwise Playwright's download. */
export async function installBrowser() {
  if (process.env.CHROMIUM || (existsSync(DEBIAN_SHELL) && existsSync(FONTS))) return
  if (canInstallPackages()) {
    try {
      return await installPackages('chromium-headless-shell', 'fonts-liberation')
    } catch (error) {
      console.log(`${error.message}. Looking for another Chromium.`)
    }
  }
  if (findBrowser() || existsSync(chromium.executablePath())) return
  try {
    await run('playwright', ['install', 'chromium'])
  } catch (error) {
    if (!canInstallPackages()) throw error
    await installPackages('chromium', 'fonts-liberation')
  }
}
