import { createClient } from '@redis/client'
import { StoreUnavailable } from '../store-unavailable.ts'
import type { Script } from './script.ts'

/** How long a command may take, the time for reconnecting to a dead server included. */
const COMMAND_TIMEOUT_MS = 1400
const CONNECT_TIMEOUT_MS = 1000
/** A dead peer is found out before anybody needs it. */
const PING_INTERVAL_MS = 500
const RECONNECT_DELAYS_MS = [50, 100, 200, 400]
/** How long a connection to a server that only replicates is kept: its address may still lead there. */
const READ_ONLY_KEPT_MS = 1000

type Client = ReturnType<typeof createRedisClient>

/**
 * One connection that heals itself. It starts connecting at once and in the background; while there is none,
 * commands fail at once instead of queueing.
 */
export class RedisConnection {
  readonly #url: string
  #client: Client
  #made_at = 0
  #last_error: unknown
  #closed = false
  /** Settles with the first attempt, so that a request during start-up is not refused for being early. */
  readonly #first_attempt: Promise<void>
  readonly #pings: NodeJS.Timeout

  constructor(url: string) {
    this.#url = url
    this.#client = this.#connect()
    this.#first_attempt = new Promise(resolve => {
      this.#client.once('ready', resolve)
      this.#client.once('error', () => resolve())
    })
    // Not the client's own, nor its limit on silence: that ends a good connection where this process was held up.
    this.#pings = setInterval(
      () => void this.run(client => client.ping()).catch(() => {}),
      PING_INTERVAL_MS,
    ).unref()
  }

  /**
   * Runs one command. Rejects with StoreUnavailable, within 1.5 s; if it was sent but not answered, the
   * server may still have carried it out, or do so later.
   */
  async run<T>(command: (client: Client) => Promise<T>): Promise<T> {
    let client: Client | undefined
    const sent = this.#first_attempt.then(() => {
      client = this.#client
      if (!client.isReady) throw this.#last_error ?? new Error('There is no connection to Redis.')
      return command(client)
    })
    try {
      return await withTimeout(sent)
    } catch (cause) {
      if (client && (cause instanceof CommandTimeout || this.#isOutOfDate(cause)))
        this.#replace(client, cause)
      throw new StoreUnavailable(cause)
    }
  }

  /** Runs a script as one command. `args` arrive in it as text. */
  runScript({ source, sha1 }: Script, keys: string[], ...args: (string | number)[]): Promise<unknown> {
    const options = { keys, arguments: args.map(String) }
    return this.run(client =>
      client.evalSha(sha1, options).catch(error => {
        if (!String(error).includes('NOSCRIPT')) throw error
        return client.eval(source, options)
      }),
    )
  }

  async close() {
    this.#closed = true
    clearInterval(this.#pings)
    const client = this.#client
    // Lets commands under way finish, but not for ever.
    if (client.isReady) await withTimeout(client.close()).catch(() => {})
    client.destroy()
  }

  /**
   * Whether a failover has made a replica of the server, whose address leads to the new primary by now. Not every
   * failover ends the connections to the old one.
   */
  #isOutOfDate(refusal: unknown): boolean {
    const isReadOnly = refusal instanceof Error && refusal.message.startsWith('READONLY ')
    return isReadOnly && performance.now() - this.#made_at > READ_ONLY_KEPT_MS
  }

  #connect(): Client {
    this.#made_at = performance.now()
    const client = createRedisClient(this.#url)
    client.on('error', error => {
      this.#last_error = error
    })
    // Rejects only once the client is destroyed; failed attempts arrive as 'error' and are repeated.
    client.connect().catch(() => {})
    return client
  }

  /**
   * Drops a connection that is of no more use and makes a new one. One that accepts commands and answers none the
   * client itself would not notice: every further write counts as activity on its socket, and what was written has no timeout.
   */
  #replace(client: Client, cause: unknown) {
    // One that was replaced is not ready any more.
    if (this.#closed || !client.isReady) return
    this.#last_error = cause
    client.destroy()
    this.#client = this.#connect()
  }
}

function createRedisClient(url: string) {
  return createClient({
    url,
    RESP: 2,
    name: 'rollcall',
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectStrategy: retries => RECONNECT_DELAYS_MS[retries] ?? 500,
    },
  })
}

class CommandTimeout extends Error {
  constructor() {
    super('Redis did not answer in time.')
    this.name = 'CommandTimeout'
  }
}

function withTimeout<T>(pending: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    // After this process itself was held up, an answer may already lie in the socket: read that first.
    const timer = setTimeout(() => setImmediate(reject, new CommandTimeout()), COMMAND_TIMEOUT_MS)
    pending.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
