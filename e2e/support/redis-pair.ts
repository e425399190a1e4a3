import { type CutLine, openCutLine } from './cut-line.ts'
import { RedisServer } from './redis-server.ts'

const LOOK_EVERY_MS = 100

/** A primary and its replica behind one address, as of a proxy or a name: it leads new connections to whichever is the primary. */
export class RedisPair {
  readonly #line: CutLine
  readonly #primary: RedisServer
  readonly #replica: RedisServer
  readonly #sentinel: RedisServer
  #following: NodeJS.Timeout | undefined

  private constructor(line: CutLine, primary: RedisServer, replica: RedisServer, sentinel: RedisServer) {
    this.#line = line
    this.#primary = primary
    this.#replica = replica
    this.#sentinel = sentinel
  }

  /** Resolves once the replica has what the primary has. */
  static async start(): Promise<RedisPair> {
    const [primary, replica, sentinel] = [
      await RedisServer.reserve(),
      await RedisServer.reserve(),
      await RedisServer.reserve(),
    ]
    const pair = new RedisPair(await openCutLine(primary.port), primary, replica, sentinel)
    await primary.start()
    await replica.start('--replicaof', `127.0.0.1 ${primary.port}`)
    await until(async () => (await told(replica, 'INFO', 'replication')).includes('master_link_status:up'))
    return pair
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#line.port}`
  }

  /** Has a Sentinel promote the replica where the primary is gone for 2 s, and the address follow what it says. */
  async watch(): Promise<void> {
    await this.#sentinel.startSentinel(this.#primary)
    await until(async () =>
      (await told(this.#sentinel, 'SENTINEL', 'REPLICAS', 'rollcall')).includes('master-link-status,ok'),
    )
    this.#following = setInterval(async () => {
      const [, port] = (await told(this.#sentinel, 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'rollcall')).split(
        ',',
      )
      this.#line.lead(Number(port))
    }, LOOK_EVERY_MS)
  }

  /** Kills the primary without warning. */
  kill(): Promise<void> {
    return this.#primary.stop()
  }

  /** Has both change places without a loss, as before the primary is replaced. Connections to it stay as they are. */
  async changePlaces(): Promise<void> {
    await this.#primary.tell('FAILOVER', 'TO', '127.0.0.1', String(this.#replica.port))
    await until(async () => (await told(this.#replica, 'ROLE')).startsWith('master'))
    this.#line.lead(this.#replica.port)
  }

  async dispose(): Promise<void> {
    clearInterval(this.#following)
    await this.#line.close()
    for (const server of [this.#sentinel, this.#replica, this.#primary]) await server.dispose()
  }
}

const told = async (server: RedisServer, ...command: string[]) => String(await server.tell(...command))

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
}
