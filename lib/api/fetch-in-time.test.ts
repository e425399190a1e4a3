import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchInTime } from './fetch-in-time.ts'

const answers: Record<string, RequestListener> = {
  '/never': () => undefined,
  '/half': (_request, response) => void response.write('half'),
  '/whole': (_request, response) => void response.end('whole'),
}
const server = createServer((request, response) => answers[request.url ?? '']?.(request, response))
let url = ''
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

test('an answer in time is handed on', async () => {
  expect(await (await fetchInTime(`${url}/whole`)).text()).toBe('whole')
})

test.each([
  ['', undefined],
  [', also where it may be given up', new AbortController().signal],
])('one that does not come is waited for no longer than said%s', async (_when, signal) => {
  await expect(fetchInTime(`${url}/never`, { within_ms: 50, signal })).rejects.toThrow(
    expect.objectContaining({ name: 'TimeoutError' }),
  )
})

test('neither is the rest of one', async () => {
  const answer = await fetchInTime(`${url}/half`, { within_ms: 300 })
  await expect(answer.text()).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }))
})

test('who asked may still leave before', async () => {
  const left = new AbortController()
  const asked = fetchInTime(`${url}/never`, { signal: left.signal })
  left.abort(new Error('left'))
  await expect(asked).rejects.toThrow('left')
})
