import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { asAsked, type Bench, MOST_GROWTH_MB, memoryOf, withBench } from '../bench.ts'
import {
  type Case,
  check,
  checkBelow,
  checkEqual,
  type Figures,
  type Options,
  pause,
  tally,
  until,
} from '../case.ts'
import { makeGarbage, sendGarbage } from '../garbage.ts'

const SENDERS = 200
const AT_ONCE = 20
const PIECE = Buffer.alloc(30_000, 'x')
/** The product's own limit is 30 s. */
const CLOSED_WITHIN_MS = 35_000
const WORKERS = 8

/** What a sender begins and never ends; without bytes its head has no end. */
type Unfinished = { what: string; target: string; bytes: number; answer: string }

const UNFINISHED: Unfinished[] = [
  { what: 'heads', target: 'GET /', bytes: 0, answer: 'none' },
  { what: 'bodies of 9 MB', target: 'POST /api/auth/signout', bytes: 9_000_000, answer: '413' },
  { what: 'saved views of 500 KB', target: 'PUT /api/views', bytes: 500_000, answer: '413' },
  { what: 'bodies that are small enough', target: 'PUT /api/views', bytes: 64_000, answer: 'none' },
]

type Sender = { socket: Socket; answer: string; closed_ms?: number }

async function connectTo(base: string): Promise<Sender> {
  const { hostname, port } = new URL(base)
  const socket = connect(Number(port), hostname)
  const sender: Sender = { socket, answer: '' }
  socket.on('data', chunk => {
    sender.answer += chunk
  })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  const connected = performance.now()
  socket.once('close', () => {
    sender.closed_ms = performance.now() - connected
  })
  return sender
}

/** A request from nobody of which the end never comes, though its body goes on for as long as it is let. */
async function begin(base: string, { target, bytes }: Unfinished, isChunked: boolean): Promise<Sender> {
  const sender = await connectTo(base)
  const { socket } = sender
  socket.write(`${target} HTTP/1.1\r\nHost: ${new URL(base).host}\r\n`)
  if (bytes === 0) return sender
  socket.write(`${isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${bytes}`}\r\n\r\n`)
  const piece = isChunked
    ? Buffer.concat([Buffer.from(`${PIECE.length.toString(16)}\r\n`), PIECE, Buffer.from('\r\n')])
    : PIECE
  for (let sent = 0; sent + PIECE.length < bytes && !socket.destroyed; sent += PIECE.length)
    if (!socket.write(piece)) await Promise.race([drained(socket), pause(500)])
  return sender
}

function drained(socket: Socket): Promise<void> {
  return new Promise(resolve => {
    const go = () => {
      socket.off('drain', go).off('close', go)
      resolve()
    }
    socket.on('drain', go).on('close', go)
  })
}

/** Has all of them begin with an app of their own, and waits until it has closed each; what it held at most, in MB. */
async function outlast(unfinished: Unfinished, { apps, url }: Bench): Promise<number> {
  const { what, answer } = unfinished
  const memory = () => Math.max(...apps.map(memoryOf))
  await fetch(`${url}/sign-in`).then(answered => answered.text())
  const before = memory()
  const senders: Sender[] = []
  while (senders.length < SENDERS)
    senders.push(
      ...(await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => begin(url, unfinished, n % 2 === 0)))),
    )
  const held = memory()
  checkEqual('in the meantime', (await fetch(`${url}/api/health/ready`)).status, 200)
  await until(`${what}: all are closed`, 2 * CLOSED_WITHIN_MS, () =>
    senders.every(({ closed_ms }) => closed_ms !== undefined),
  )
  const last_ms = Math.max(...senders.map(({ closed_ms = 0 }) => closed_ms))
  checkBelow(`${what}: ms until the last was closed`, last_ms, CLOSED_WITHIN_MS)
  const statuses = senders.map(sender => /^HTTP\/1\.1 (\d+)/.exec(sender.answer)?.[1] ?? 'none')
  checkEqual(`${what}: answers`, tally(statuses), `${answer} x ${SENDERS}`)
  const growth = Math.max(held, memory()) - before
  checkBelow(`${what}: growth in MB`, growth, MOST_GROWTH_MB)
  return growth
}

async function unfinishedRequests(options: Options): Promise<Figures> {
  const figures: Figures = { senders: SENDERS }
  for (const one of UNFINISHED)
    figures[`${one.what}, MB`] = await withBench(asAsked(options), bench => outlast(one, bench))
  return figures
}

async function garbage({ apps, zoom }: Bench, seconds: number) {
  const seed = Date.now() % 1_000_000
  const statuses: number[] = []
  const oddities: string[] = []
  const end = Date.now() + seconds * 1000
  const requests = makeGarbage(seed)
  const worker = async () => {
    while (Date.now() < end) {
      const { value } = requests.next()
      const app = apps[statuses.length % apps.length]
      if (!value || !app) return
      const status = await sendGarbage(app.url, value)
      statuses.push(status)
      if (status === 0 || status >= 500) oddities.push(`${status} for ${JSON.stringify(value).slice(0, 300)}`)
    }
  }
  await Promise.all(Array.from({ length: WORKERS }, worker))
  check(oddities.length === 0, `${oddities.length} others (seed ${seed}): ${oddities.slice(0, 5).join('; ')}`)
  checkEqual('calls at Zoom', (await zoom.log()).length, 0)
  const memory = Math.max(...apps.map(memoryOf))
  return { requests: statuses.length, answers: tally(statuses), 'memory MB': memory }
}

export const unaskedCases: Case[] = [
  {
    name: 'unfinished-bodies',
    promise: `${SENDERS} unfinished heads, and bodies of any size, from nobody: closed in time, growth under ${MOST_GROWTH_MB} MB`,
    within: () => 300,
    run: unfinishedRequests,
  },
  {
    name: 'garbage',
    promise: 'garbage to every route, in every method, header, cookie and body, without a session: never 5xx',
    within: ({ seconds }) => seconds + 60,
    run: options => withBench(asAsked(options), bench => garbage(bench, options.seconds)),
  },
]
