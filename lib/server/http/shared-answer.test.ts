import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { forRequest } from '../platform/this-request.ts'
import { AnswerText, SharedText } from '../roster/held/answer-text.ts'
import { sharedAnswer } from './shared-answer.ts'

const answer = new AnswerText('{"next_in":1,', new SharedText('"users":[]}'))
const ask = (accept_encoding: string) =>
  sharedAnswer(new Request('http://x', { headers: { 'accept-encoding': accept_encoding } }), answer)

test('is packed where the head of the answer can say so', async () => {
  const said: string[] = []
  const asked = Promise.withResolvers<Response[]>()
  const request = {
    id: 'r',
    signal: new AbortController().signal,
    setEncoding: (coding: string) => said.push(coding),
  }
  forRequest(request, () => asked.resolve(Promise.all([ask('gzip, br'), ask('br')])))
  const [packed, plain] = await asked.promise
  expect(said).toEqual(['gzip'])
  expect(gunzipSync(await (packed as Response).arrayBuffer()).toString()).toBe(answer.text)
  expect(await plain?.text()).toBe(answer.text)
})

test('is plain where nothing can be said of it', async () => {
  expect(await (await ask('gzip')).text()).toBe(answer.text)
})
