import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followAnswers, sendHeadEarly } from './early-head.ts'

let answer: (response: ServerResponse) => Promise<void>
const server = createServer((_request, response) => answer(response))

beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-'))
  for (const name of ['a.css', 'a.css.br', 'b.js']) writeFileSync(path.join(folder, name), '')
  followAnswers(folder)
  await once(server.listen(0, '127.0.0.1'), 'listening')
})

afterAll(() => server.close())

async function ask(headers: Record<string, string> = {}, method = 'GET'): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo
  const [message] = await once(request({ port, host: '127.0.0.1', headers, method }).end(), 'response')
  return message as IncomingMessage
}

/** What Next does once it has rendered a page. */
function answerLikeNext(response: ServerResponse): void {
  if (response.headersSent) return void response.destroy()
  response.statusCode = 307
  response.setHeader('x-late', '1')
  response.appendHeader('vary', 'rsc')
  response.removeHeader('content-type')
  response.flushHeaders()
  response.write('late')
  response.end(' body')
}

test('the head of a page comes before its body is known, and the body is whole', async () => {
  const zoom = Promise.withResolvers<void>()
  answer = async response => {
    response.setHeader('x-frame-options', 'DENY')
    await Promise.resolve()
    sendHeadEarly()
    await zoom.promise
    answerLikeNext(response)
  }
  const message = await ask()
  expect(message.statusCode).toBe(200)
  expect(message.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-frame-options': 'DENY',
    'cache-control': expect.stringContaining('no-store'),
    link: '</_next/static/chunks/a.css>; rel=preload; as=style',
  })
  zoom.resolve()
  expect(await text(message)).toBe('late body')
  expect(message.headers).not.toHaveProperty('x-late')
})

test.each([
  ['what React asks for in an open tab', { rsc: '1' }, 'GET'],
  ['a question for the head alone', {}, 'HEAD'],
])('%s is answered as ever', async (_name, headers: Record<string, string>, method) => {
  answer = async response => {
    sendHeadEarly()
    answerLikeNext(response)
  }
  const message = await ask(headers, method)
  message.resume()
  expect(message.statusCode).toBe(307)
  expect(message.headers).toMatchObject({ 'x-late': '1' })
})

test('an answer whose head is out is left alone, and so is code that works for no request', async () => {
  sendHeadEarly()
  answer = async response => {
    response.writeHead(201)
    response.flushHeaders()
    sendHeadEarly()
    response.end(String(response.headersSent))
  }
  const message = await ask()
  expect([message.statusCode, await text(message)]).toEqual([201, 'true'])
})

test('answers that wait at the same time are not mixed up', async () => {
  const both = Promise.withResolvers<void>()
  const waiting: string[] = []
  answer = async response => {
    const mine = response.req.headers['x-name'] as string
    waiting.push(mine)
    if (waiting.length === 2) both.resolve()
    await both.promise
    response.setHeader('x-answer', mine)
    sendHeadEarly()
    response.end(mine)
  }
  const answers = await Promise.all(['first', 'second'].map(name => ask({ 'x-name': name })))
  expect(answers.map(({ headers }) => headers['x-answer'])).toEqual(['first', 'second'])
  expect(await Promise.all(answers.map(message => text(message)))).toEqual(['first', 'second'])
})
