import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { ConnectionLost, sendToZoom } from './http.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** A server that answers so, and its address. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

const TIMEOUT = { timeout_ms: 10_000 }
const TRACKED = { 'x-zm-trackingid': 'v=2.0;clid=aw1' }
const TOO_MUCH = { code: 'zoom_invalid', message: 'Zoom sent more than can be read at once. Try again.' }

describe('an answer', () => {
  test('is its status, headers, whole text and reference', async () => {
    const address = await serve((_request, response) => {
      response.writeHead(418, { ...TRACKED, 'x-other': 'other' })
      const bytes = Buffer.from('{"name":"Žofie 👩🏽‍💻"}')
      // Cut in the middle of a character.
      response.write(bytes.subarray(0, 10))
      setImmediate(() => response.end(bytes.subarray(10)))
    })
    const answer = await sendToZoom(address, TIMEOUT)
    expect(answer).toMatchObject({
      status: 418,
      body: '{"name":"Žofie 👩🏽‍💻"}',
      tracking_id: 'v=2.0;clid=aw1',
    })
    expect(answer.headers.get('x-other')).toBe('other')
  })

  test('is preceded by the news that the request goes out, on a new connection and on one that is there', async () => {
    const told: string[] = []
    const address = await serve((_request, response) => {
      told.push('arrived')
      response.end()
    })
    for (let n = 0; n < 2; n++) await sendToZoom(address, { ...TIMEOUT, onSent: () => told.push('sent') })
    expect(told).toEqual(['sent', 'arrived', 'sent', 'arrived'])
  })

  test('that breaks off in a character says so', async () => {
    const address = await serve((_request, response) => response.end(Buffer.from('é').subarray(0, 1)))
    expect((await sendToZoom(address, TIMEOUT)).body).toBe('\ufffd')
  })

  test('without a body, or a reference, is one', async () => {
    const address = await serve((_request, response) => response.writeHead(204).end())
    expect(await sendToZoom(address, TIMEOUT)).toMatchObject({
      status: 204,
      body: '',
      tracking_id: undefined,
    })
  })

  test('has a reference of 200 characters at most', async () => {
    const address = await serve((_request, response) =>
      response.writeHead(200, { 'x-zm-trackingid': 'x'.repeat(300) }).end(),
    )
    expect((await sendToZoom(address, TIMEOUT)).tracking_id).toBe('x'.repeat(200))
  })

  test.each([
    ['as it is', false],
    ['unpacked', true],
  ])('may have just so many bytes, %s, and none more', async (_what, isPacked) => {
    const address = await serve((request, response) => {
      const body = Buffer.alloc(Number(request.url?.slice(1)), 'x')
      response.writeHead(200, { ...TRACKED, ...(isPacked && { 'content-encoding': 'gzip' }) })
      response.end(isPacked ? gzipSync(body) : body)
    })
    const read = (bytes: number) => sendToZoom(`${address}${bytes}`, { ...TIMEOUT, max_bytes: 100_000 })
    expect((await read(100_000)).body).toHaveLength(100_000)
    await expect(read(100_001)).rejects.toMatchObject({ ...TOO_MUCH, tracking_id: 'v=2.0;clid=aw1' })
  })

  test('may have 4 MB where nothing else is said', async () => {
    const MB = 1024 * 1024
    const address = await serve((request, response) =>
      response.end(Buffer.alloc(4 * MB + Number(request.url?.slice(1)), 'x')),
    )
    expect((await sendToZoom(`${address}0`, TIMEOUT)).body).toHaveLength(4 * MB)
    await expect(sendToZoom(`${address}1`, TIMEOUT)).rejects.toMatchObject(TOO_MUCH)
  })

  test('elsewhere is not followed, and said to be so with its reference', async () => {
    const asked: (string | undefined)[] = []
    const address = await serve((request, response) => {
      asked.push(request.url)
      response.writeHead(302, { ...TRACKED, location: '/other' }).end('elsewhere')
    })
    await expect(sendToZoom(address, TIMEOUT)).rejects.toMatchObject({
      code: 'zoom_invalid',
      message: 'Zoom sent this request elsewhere, which is not followed. Try again.',
      tracking_id: 'v=2.0;clid=aw1',
    })
    expect(asked).toEqual(['/'])
  })

  test('to what was not only read is not followed, to Zoom’s own host neither', async () => {
    const address = await serve((_request, response) =>
      response.writeHead(307, { location: 'https://zoom.us/oauth/token' }).end(),
    )
    const sent = sendToZoom(address, { ...TIMEOUT, method: 'POST', body: 'token=secret' })
    await expect(sent).rejects.toMatchObject({ code: 'zoom_invalid' })
  })

  test.each([299, 400])('with the status %d is no redirect, whatever it names', async status => {
    const address = await serve((_request, response) =>
      response.writeHead(status, { location: '/other' }).end('here'),
    )
    expect(await sendToZoom(address, TIMEOUT)).toMatchObject({ status, body: 'here' })
  })
})

describe('no answer', () => {
  test('within the time is zoom_timeout', async () => {
    const address = await serve(() => {})
    await expect(sendToZoom(address, { timeout_ms: 50 })).rejects.toMatchObject({
      code: 'zoom_timeout',
      cause: expect.anything(),
    })
  })

  test('for whoever has left is their reason', async () => {
    const leaving = new AbortController()
    const address = await serve(() => leaving.abort(new Error('left')))
    await expect(sendToZoom(address, { ...TIMEOUT, signal: leaving.signal })).rejects.toThrow('left')
  })

  test('where the connection fails or breaks is that, with the cause', async () => {
    const gone = await serve(() => {})
    for (const end of ends.splice(0)) end()
    const refused = sendToZoom(gone, TIMEOUT)
    await expect(refused).rejects.toBeInstanceOf(ConnectionLost)
    await expect(refused).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
    const broken = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('half')
      setImmediate(() => response.destroy())
    })
    await expect(sendToZoom(broken, TIMEOUT)).rejects.toMatchObject({
      code: 'connection_lost',
      cause: expect.any(Error),
    })
  })
})
