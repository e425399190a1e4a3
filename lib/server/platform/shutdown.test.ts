import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { isDraining, watchShutdown } from './shutdown.ts'

test('from SIGTERM on every answer closes its connection, those to requests in flight too', async () => {
  watchShutdown()
  process.on('SIGTERM', () => {}) // nothing else may end the test's process
  const waiting: ServerResponse[] = []
  const server = createServer((_request, response) => waiting.push(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true })
  const ask = async () => {
    const sent = request({ port, host: '127.0.0.1', agent }).end()
    const [connected] = await Promise.all([once(sent, 'response'), answerNext()])
    const answer = connected[0] as IncomingMessage
    answer.resume()
    return answer.headers.connection
  }
  let beforeAnswer = () => Promise.resolve()
  async function answerNext() {
    await expect.poll(() => waiting.length).toBe(1)
    await beforeAnswer()
    waiting.shift()?.end()
  }

  expect(await ask()).toBe('keep-alive')
  expect(isDraining()).toBe(false)
  beforeAnswer = async () => {
    process.emit('SIGTERM')
  }
  expect(await ask()).toBe('close')
  expect(isDraining()).toBe(true)
  beforeAnswer = () => Promise.resolve()
  expect(await ask()).toBe('close')
  agent.destroy()
  server.close()
})
