import { log } from '../../platform/logging.ts'
import { Misconfigured } from '../../platform/misconfigured.ts'
import { isStoreUnavailable } from '../store-unavailable.ts'
import type { RedisConnection } from './connection.ts'

/**
 * Looks at how the server is set up, by INFO: warns in the log where it may lose what it was told, and throws
 * Misconfigured for a Sentinel or a Cluster. A server that is away, or does not let this user ask, is no fault.
 */
export async function checkServer(connection: RedisConnection): Promise<void> {
  let info: string
  try {
    info = await connection.run(client => client.info())
  } catch (error) {
    if (isStoreUnavailable(error) && error.reason === 'NOPERM') warn('unknown')
    return
  }
  const fault = findFault(info)
  if (fault) throw new Misconfigured(fault)
  for (const risk of findRisks(info)) warn(risk)
}

const RISKS = {
  eviction:
    'Redis may throw away sessions, grants and locks when its memory is full: set maxmemory-policy noeviction',
  restart: 'Redis keeps nothing on disk as it is told: set appendonly yes, or a restart signs everybody out',
  unknown: 'This Redis user may not ask how the server is set up: allow it +info',
}

function warn(risk: keyof typeof RISKS): void {
  log().warn({ event: 'store_setup', risk }, RISKS[risk])
}

function findFault(info: string): string | null {
  if ((field(info, 'redis_mode') ?? field(info, 'server_mode')) === 'sentinel')
    return 'REDIS_URL leads to a Redis Sentinel, which Rollcall does not ask for the primary. Give the address of the primary, or one that follows it.'
  if (field(info, 'cluster_enabled') === '1')
    return 'REDIS_URL leads to a Redis Cluster, which Rollcall cannot use: its scripts touch keys that a cluster keeps apart. Give the address of a server that runs alone, or with replicas.'
  return null
}

function findRisks(info: string): (keyof typeof RISKS)[] {
  const risks: (keyof typeof RISKS)[] = []
  if (Number(field(info, 'maxmemory')) > 0 && field(info, 'maxmemory_policy') !== 'noeviction')
    risks.push('eviction')
  if (field(info, 'aof_enabled') === '0') risks.push('restart')
  return risks
}

function field(info: string, name: string): string | undefined {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1]
}
