import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type Bench, MOST_GROWTH_MB, memoryOf, withBench } from '../bench.ts'
import { type Case, check, checkBelow, checkEqual, pause, tally, until } from '../case.ts'
import { makeGarbage, sendGarbage } from '../garbage.ts'

const BODIES = 200
const BODY_BYTES = 9_000_000
const PIECE = Buffer.alloc(30_000, 'x')
const WORKERS = 8

type Sender = { socket: Socket; answer: string; closed: boolean }

/** A POST to next-auth that goes on for as long as it is let, and never ends. */
async function beginBody(base: string, isChunked: boolean): Promise<Sender> {
  const { hostname, port } = new URL(base)
  const socket = connect(Number(port), hostname)
  const sender: Sender = { socket, answer: '', closed: false }
  socket.on('data', chunk => {
    sender.answer += chunk
  })
  socket.on('error', () => undefined)
  socket.once('close', () => {
    sender.closed = true
  })
  await once(socket, 'connect')
  const length = isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${BODY_BYTES}`
  socket.write(`POST /api/auth/signout HTTP/1.1\r\nHost: ${hostname}:${port}\r\n${length}\r\n\r\n`)
  const piece = isChunked
    ? Buffer.concat([Buffer.from(`${PIECE.length.toString(16)}\r\n`), PIECE, Buffer.from('\r\n')])
    : PIECE
  for (let sent = 0; sent + PIECE.length < BODY_BYTES && !socket.destroyed; sent += PIECE.length)
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

async function unfinishedBodies(bench: Bench) {
  const [app] = bench.apps
  if (!app) throw new Error('This needs an instance.')
  await fetch(`${bench.url}/sign-in`).then(answer => answer.text())
  const before = memoryOf(app)
  const senders: Sender[] = []
  for (let n = 0; n < BODIES; n += 20)
    senders.push(
      ...(await Promise.all(Array.from({ length: 20 }, (_, i) => beginBody(bench.url, i % 2 === 0)))),
    )
  const held = memoryOf(app)
  checkEqual('in the meantime', (await fetch(`${bench.url}/api/health/ready`)).status, 200)
  const statuses = senders.map(({ answer }) => /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'none')
  checkEqual('answers', tally(statuses), `413 x ${BODIES}`)
  await until('all are closed', 45_000, () => senders.every(({ closed }) => closed))
  const after = memoryOf(app)
  checkBelow('growth in MB', Math.max(held, after) - before, MOST_GROWTH_MB)
  return { bodies: BODIES, 'before MB': before, 'while they were held MB': held, 'after MB': after }
}

async function garbage(bench: Bench, seconds: number) {
  const [app] = bench.apps
  const seed = Date.now() % 1_000_000
  const statuses: number[] = []
  const oddities: string[] = []
  const end = Date.now() + seconds * 1000
  const requests = makeGarbage(seed)
  const worker = async () => {
    while (Date.now() < end) {
      const { value } = requests.next()
      if (!value) return
      const status = await sendGarbage(bench.url, value)
      statuses.push(status)
      if (status === 0 || status >= 500) oddities.push(`${status} for ${JSON.stringify(value).slice(0, 300)}`)
    }
  }
  await Promise.all(Array.from({ length: WORKERS }, worker))
  check(oddities.length === 0, `${oddities.length} others (seed ${seed}): ${oddities.slice(0, 5).join('; ')}`)
  checkEqual('calls at Zoom', (await bench.zoom.log()).length, 0)
  return { requests: statuses.length, answers: tally(statuses), 'memory MB': app ? memoryOf(app) : 0 }
}

export const unaskedCases: Case[] = [
  {
    name: 'unfinished-bodies',
    promise: `${BODIES} unfinished bodies of 9 MB from nobody: 413, closed, growth under ${MOST_GROWTH_MB} MB`,
    within: () => 180,
    run: () => withBench({}, unfinishedBodies),
  },
  {
    name: 'garbage',
    promise: 'garbage to every route, in every method, header, cookie and body, without a session: never 5xx',
    within: ({ seconds }) => seconds + 60,
    run: ({ seconds }) => withBench({}, bench => garbage(bench, seconds)),
  },
]
