import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@redis/client'
import { findRedis } from '../../scripts/redis.mjs'
import { freePort } from './servers.ts'

const START_DEADLINE_MS = 10_000

/** A real server on a free loopback port, for tests. It keeps nothing on disk: each start is an empty one. */
export class RedisServer {
  readonly url: string
  readonly port: number
  readonly #folder = mkdtempSync(join(tmpdir(), 'rollcall-redis-'))
  #process: ChildProcess | undefined

  private constructor(port: number) {
    this.port = port
    this.url = `redis://127.0.0.1:${port}`
  }

  /** A server that is not running yet. */
  static async reserve(): Promise<RedisServer> {
    return new RedisServer(await freePort())
  }

  /** Resolves once it answers. `options` are further command line arguments of redis-server. */
  start(...options: string[]): Promise<void> {
    return this.#run('--dir', this.#folder, '--save', '', '--appendonly', 'no', ...options)
  }

  /** Resolves to the address of a user who has the rights that docs/operations.md names, and no others. */
  async startWithUser(): Promise<string> {
    await this.start('--user', 'rollcall', 'on', '>secret', ...namedRights())
    return this.url.replace('redis://', 'redis://rollcall:secret@')
  }

  /** The same program as a Sentinel that watches a primary, or nothing. Resolves once it answers. */
  startSentinel(primary?: RedisServer): Promise<void> {
    const config = join(this.#folder, 'sentinel.conf')
    writeFileSync(config, primary ? watching(primary.port) : '')
    return this.#run(config, '--sentinel')
  }

  async #run(...args: string[]): Promise<void> {
    const place = ['--port', String(this.port), '--bind', '127.0.0.1']
    const process = spawn(requireBinary(), [...args, ...place], { stdio: ['ignore', 'pipe', 'pipe'] })
    this.#process = process
    let output = ''
    process.stdout.on('data', chunk => {
      output += chunk
    })
    process.stderr.on('data', chunk => {
      output += chunk
    })
    const deadline = Date.now() + START_DEADLINE_MS
    while (!(await answers(this.port))) {
      if (process.exitCode !== null || Date.now() > deadline)
        throw new Error(`The Redis server for the tests did not start:\n${output}`)
    }
  }

  /** Has it carry out one command, and resolves to the answer. */
  async tell(...command: string[]): Promise<unknown> {
    const client = await createClient({ url: this.url, RESP: 2 }).connect()
    try {
      return await client.sendCommand(command)
    } finally {
      await client.close()
    }
  }

  /** Kills it without warning and waits for its end. */
  async stop() {
    const process = this.#process
    this.#process = undefined
    if (!process || process.exitCode !== null || process.signalCode !== null) return
    const ended = new Promise(resolve => process.once('exit', resolve))
    process.kill('SIGKILL')
    await ended
  }

  /** From now on it accepts connections and commands, and answers none. */
  hang() {
    this.#process?.kill('SIGSTOP')
  }

  resume() {
    this.#process?.kill('SIGCONT')
  }

  async dispose() {
    await this.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** Alone it decides by itself, and soon. */
const watching = (port: number) => `sentinel monitor rollcall 127.0.0.1 ${port} 1
sentinel down-after-milliseconds rollcall 2000
sentinel failover-timeout rollcall 10000
`

/** Of the user that docs/operations.md tells to make. */
export function namedRights(): string[] {
  const line = /^user rollcall on >PASSWORD (.*)$/m.exec(readFileSync('docs/operations.md', 'utf8'))?.[1]
  if (!line) throw new Error('docs/operations.md names no rights of a Redis user.')
  return line.split(' ')
}

function requireBinary(): string {
  const found = findRedis()
  if (found) return found
  throw new Error('These tests need redis-server or valkey-server: install one of them or put it in PATH.')
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    const settle = (result: boolean) => {
      socket.destroy()
      // The loop around this would otherwise spin on refused connections.
      setTimeout(resolve, result ? 0 : 20, result)
    }
    // A password makes it answer -NOAUTH, which is an answer.
    socket.once('data', () => settle(true))
    socket.once('error', () => settle(false))
    socket.setTimeout(1000, () => settle(false))
  })
}
