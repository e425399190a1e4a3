import { expect, test } from 'vitest'
import { ServerError } from '@/lib/server/server-error.ts'
import { StoreUnavailable } from '../../store/store-unavailable.ts'
import { SetupRefused } from '../../zoom/oauth.ts'
import { type SignInAttempt, step, WrongAccount } from './sign-in-attempt.ts'

const attemptOf = (): SignInAttempt => ({ user_agent: '', sessions: { start: async () => 'ref' } })

test.each([
  ['somebody of another account', new WrongAccount(), 'wrong_account'],
  ['a store that is away', new StoreUnavailable(new Error('away')), 'store_away'],
  ['a scope that the app lacks', new ServerError('scope_missing'), 'scope_missing'],
  ['a role that may not', new ServerError('not_permitted'), 'not_permitted'],
  ['a Zoom that does not answer', new ServerError('zoom_timeout'), 'zoom_timeout'],
  ['a Zoom that nobody understands', new ServerError('zoom_invalid'), 'zoom_invalid'],
  ['a Zoom that is away', new ServerError('unavailable'), 'zoom_away'],
  ['a Zoom that has too much to do', new ServerError('rate_limited'), 'zoom_away'],
  [
    'an app that Zoom refuses',
    new ServerError('unavailable', { cause: new SetupRefused() }),
    'not_completed',
  ],
  ['what is not meant for a sign-in', new ServerError('conflict'), 'not_completed'],
  ['a fault of ours', new TypeError('ours'), 'not_completed'],
])('a sign-in that fails by %s says so', async (_what, error, failure) => {
  const attempt = attemptOf()
  await expect(step(attempt, () => Promise.reject(error))).rejects.toBe(error)
  expect(attempt.failure).toBe(failure)
})

test('a step that succeeds gives what it brought and notes nothing', async () => {
  const attempt = attemptOf()
  expect(await step(attempt, async given => given === attempt)).toBe(true)
  expect(attempt.failure).toBeUndefined()
})

test('only Zoom’s answer makes a sign-in: without an attempt no step is done', async () => {
  let done = false
  const work = async () => {
    done = true
  }
  await expect(step(undefined, work)).rejects.toThrow('Only the answer of Zoom')
  expect(done).toBe(false)
})
