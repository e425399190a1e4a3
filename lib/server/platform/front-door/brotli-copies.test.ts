import { mkdirSync, writeFileSync } from 'node:fs'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import path from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolders } from '@/e2e/support/temporary-folders.ts'
import { createBrotliCopies } from './brotli-copies.ts'

const folder = temporaryFolders()()
mkdirSync(path.join(folder, 'chunks'), { recursive: true })
for (const name of ['a.js', 'a.js.br', 'b.css.br', 'c.js', 'd.1a.css.br', 'e.svg.br'])
  writeFileSync(path.join(folder, 'chunks', name), '')
const offer = createBrotliCopies(folder)

function ask(url: string, accept_encoding: string) {
  const request = Object.assign(new IncomingMessage(new Socket()), { url })
  request.headers['accept-encoding'] = accept_encoding
  const response = new ServerResponse(request)
  offer(request, response)
  return { url: request.url, ...response.getHeaders() }
}

test('a file with a copy is answered with it where that is taken', () => {
  expect(ask('/_next/static/chunks/a.js?dpl=x', 'gzip, br')).toEqual({
    url: '/_next/static/chunks/a.js.br?dpl=x',
    vary: 'Accept-Encoding',
    'content-encoding': 'br',
    'content-type': 'application/javascript; charset=UTF-8',
  })
  expect(ask('/_next/static/chunks/b.css', 'br')).toMatchObject({
    url: '/_next/static/chunks/b.css.br',
    'content-type': 'text/css; charset=UTF-8',
  })
  expect(ask('/_next/static/chunks/d.1a.css', 'br')).toMatchObject({
    'content-type': 'text/css; charset=UTF-8',
  })
})

test('a copy of another kind is not said to be a script', () => {
  expect(ask('/_next/static/chunks/e.svg', 'br')).toMatchObject({
    'content-type': 'application/octet-stream',
  })
})

test('without a build there is no copy', () => {
  const offer = createBrotliCopies(path.join(folder, 'gone'))
  const request = Object.assign(new IncomingMessage(new Socket()), { url: '/_next/static/chunks/a.js' })
  offer(request, new ServerResponse(request))
  expect(request.url).toBe('/_next/static/chunks/a.js')
})

test('what it is depends on the encoding also where the file itself is sent', () => {
  const url = '/_next/static/chunks/a.js'
  expect(ask(url, 'gzip')).toEqual({ url, vary: 'Accept-Encoding' })
})

test.each(['/_next/static/chunks/c.js', '/_next/static/chunks/gone.js', '/chunks/a.js', '/agents'])(
  '%s, of which there is no copy, is left alone',
  url => {
    expect(ask(url, 'br')).toEqual({ url })
  },
)
