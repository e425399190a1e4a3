import { existsSync } from 'node:fs'
import { run } from './run.mjs'

/** Whether this machine lets us install Debian's packages. */
export const canInstallPackages = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

let updated = false

export async function installPackages(...names) {
  if (!updated) await run('apt-get', ['update', '-qq'])
  updated = true
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    quiet: true,
  })
}
