import { expect, test } from 'vitest'
import { StoreUnavailable } from '../store/store-unavailable.ts'
import { describeError } from './logging.ts'

const withCode = (error: Error, code: unknown) => Object.assign(error, { code })

test.each([
  ['its name alone', new TypeError('Ana Souza'), { error: 'TypeError' }],
  ['its code', withCode(new Error('Ana Souza'), 'ECONNRESET'), { error: 'Error', code: 'ECONNRESET' }],
  ['no code that is none of ours', withCode(new Error('x'), { secret: 1 }), { error: 'Error' }],
  [
    'what the store itself said',
    new StoreUnavailable(new Error('OOM command not allowed')),
    { error: 'StoreUnavailable', code: 'unavailable', reason: 'OOM', cause: { error: 'Error' } },
  ],
  [
    'its cause',
    new Error('x', { cause: new RangeError('Ana Souza') }),
    { error: 'Error', cause: { error: 'RangeError' } },
  ],
  ['no cause that is no error', new Error('x', { cause: 'Ana Souza' }), { error: 'Error' }],
  ['nothing of a text that was thrown', 'Ana Souza', { error: 'string' }],
])('of an error the log says %s', (_what, error, said) => {
  expect(describeError(error)).toEqual(said)
})
