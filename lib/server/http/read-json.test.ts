import { expect, test } from 'vitest'
import { readJson } from './read-json.ts'

const read = (body: BodyInit, type?: string) =>
  readJson(
    new Request('http://localhost', { method: 'PUT', body, headers: type ? { 'content-type': type } : {} }),
  )

test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON ;x'])(
  'a body of the type %s is read',
  async type => {
    expect(await read('{"a":["é"]}', type)).toEqual({ a: ['é'] })
  },
)

test.each(['text/plain', 'application/jsonp', 'x application/json', 'application/x-www-form-urlencoded'])(
  'a body of the type %s is not looked at',
  async type => {
    await expect(read('{}', type)).rejects.toMatchObject({ code: 'unsupported_media' })
  },
)

test('a body without a type is not looked at', async () => {
  await expect(read(new TextEncoder().encode('{}'))).rejects.toMatchObject({ code: 'unsupported_media' })
})

test.each([
  ['nothing', ''],
  ['half of it', '{"a":'],
  ['bytes that are no text', new Uint8Array([0x22, 0xff, 0x22])],
])('%s is no JSON', async (_what, body) => {
  await expect(read(body, 'application/json')).rejects.toMatchObject({
    code: 'bad_request',
    message: 'This request holds no JSON.',
  })
})
