import { expect, it } from 'vitest'
import { resultCode, SQLITE_BUSY } from './result-code.ts'

it('the kind of an error of SQLite is told, whatever its details are', () => {
  const BUSY_RECOVERY = 261
  for (const errcode of [SQLITE_BUSY, BUSY_RECOVERY])
    expect(resultCode(Object.assign(new Error('database is locked'), { errcode }))).toBe(SQLITE_BUSY)
})

it('what is no error of SQLite is of no kind', () => {
  for (const thrown of [new Error('another'), { errcode: SQLITE_BUSY }, 'text', null, undefined])
    expect(resultCode(thrown)).toBeUndefined()
})
