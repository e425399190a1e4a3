import { newVersion } from '../new-version.ts'
import type { RedisConnection } from './connection.ts'
import { createScript } from './script.ts'

export type Versioned = { version: string; sealed: string }

/** Arguments: new version, sealed, and the expected version, empty for none. Answers 1 if it stored. */
const compareAndSet = createScript(`
  if (redis.call('HGET', KEYS[1], 'version') or '') ~= ARGV[3] then return 0 end
  redis.call('HSET', KEYS[1], 'version', ARGV[1], 'sealed', ARGV[2])
  return 1`)

/** A sealed text with its version, null where there is none. */
export async function getVersioned(connection: RedisConnection, key: string): Promise<Versioned | null> {
  const { version, sealed } = await connection.run(client => client.hGetAll(key))
  return version === undefined || sealed === undefined ? null : { version, sealed }
}

/** Stores only if the version is still `expected`, null standing for none; returns the new one, or null if it had moved. */
export async function compareAndSetVersioned(
  connection: RedisConnection,
  key: string,
  expected: string | null,
  sealed: string,
): Promise<string | null> {
  const version = newVersion()
  const stored = await connection.runScript(compareAndSet, [key], version, sealed, expected ?? '')
  return stored === 1 ? version : null
}
