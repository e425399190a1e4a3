import { expect, test } from 'vitest'
import { ServerError } from '@/lib/server/server-error.ts'
import { Readers } from './readers.ts'

/** Walks with what each person's walks come to, one after the other; a walk without any is a good one. */
function readersUnderTest(able: string[], outcomes: Record<string, unknown[]> = {}) {
  const walked: string[] = []
  const readers = new Readers(() => able)
  const walk = () =>
    readers.walk(async user_id => {
      walked.push(user_id)
      const outcome = outcomes[user_id]?.shift()
      if (outcome) throw outcome
    })
  return { walk, walked, able }
}
const refused = () => new ServerError('not_permitted')
const expired = () => new ServerError('page_expired')

test('the first who may read does, and goes on while they may, whoever comes before them', async () => {
  const { walk, walked, able } = readersUnderTest(['ana', 'bo'])
  expect(await walk()).toBe(true)
  able.unshift('cy')
  await walk()
  able.splice(able.indexOf('ana'), 1)
  await walk()
  expect(walked).toEqual(['ana', 'ana', 'cy'])
})

test('whom Zoom refuses is followed by the next one, each asked once', async () => {
  const { walk, walked } = readersUnderTest(['ana', 'bo', 'cy'], { ana: [refused()], bo: [refused()] })
  expect(await walk()).toBe(true)
  expect(walked).toEqual(['ana', 'bo', 'cy'])
})

test.each(['sign_in_again', 'signed_out', 'not_permitted', 'scope_missing'] as const)(
  '%s is a refusal of one person, which does not stop the others',
  async code => {
    const { walk, walked } = readersUnderTest(['ana', 'bo'], { ana: [new ServerError(code)] })
    expect(await walk()).toBe(true)
    expect(walked).toEqual(['ana', 'bo'])
  },
)

test('with nobody left there is no walk', async () => {
  expect(await readersUnderTest([]).walk()).toBe(false)
  const { walk, walked } = readersUnderTest(['ana'], { ana: [refused()] })
  expect(await walk()).toBe(false)
  expect(walked).toEqual(['ana'])
})

test('a place in the list that has expired is begun anew, once', async () => {
  const { walk, walked } = readersUnderTest(['ana'], { ana: [expired()] })
  expect(await walk()).toBe(true)
  expect(walked).toEqual(['ana', 'ana'])
  const again = readersUnderTest(['ana'], { ana: [expired(), expired()] })
  await expect(again.walk()).rejects.toMatchObject({ code: 'page_expired' })
})

test('what else goes wrong ends the walk for everybody', async () => {
  const { walk, walked } = readersUnderTest(['ana', 'bo'], { ana: [new ServerError('unavailable')] })
  await expect(walk()).rejects.toMatchObject({ code: 'unavailable' })
  expect(walked).toEqual(['ana'])
})
