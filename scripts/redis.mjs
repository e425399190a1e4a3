import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { canInstallPackages, installPackages } from './debian.mjs'

/** `REDIS_SERVER` has the tests take one of two that a machine may have. */
const NAMES = process.env.REDIS_SERVER ? [process.env.REDIS_SERVER] : ['redis-server', 'valkey-server']
const PLACES = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']

/** The Redis or Valkey server of this machine, for tests; null where there is none. */
export function findRedis() {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...PLACES]
  const files = NAMES.flatMap(name => folders.map(folder => path.join(folder, name)))
  return files.find(isExecutable) ?? null
}

/** Gets one where none is: Debian's package, where we may install that. */
export async function installRedis() {
  if (findRedis()) return
  if (!canInstallPackages()) {
    throw new Error(
      'The store is tested against a real Redis: install redis-server (or valkey-server), then run npm test again.',
    )
  }
  await installPackages('redis-server')
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
