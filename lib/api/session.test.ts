import { beforeEach, describe, expect, test, vi } from 'vitest'
import { RollcallError } from '@/lib/errors.ts'
import type { SessionFacts } from './session.ts'

const ANA: SessionFacts = {
  person: 'ana',
  user_name: 'Ana Souza',
  started_at: 1_000,
  told_at: 2_000,
  ends_at: 3_600_000,
  warn_at: 3_480_000,
}
const BO: SessionFacts = { ...ANA, person: 'bo', user_name: 'Bo Lindqvist', told_at: 3_000 }

const signedOut = new RollcallError('signed_out', { message: 'Signed out.' })
const grantDead = new RollcallError('sign_in_again', { message: 'Refused.' })

/** A page as it is when it has just been loaded. */
let page: typeof import('./session.ts')
beforeEach(async () => {
  vi.resetModules()
  page = await import('./session.ts')
})
const kind = () => page.readSessionState().kind

describe('the session of a page', () => {
  test('is nobody’s until the page has said whose: any answer is for it', () => {
    expect(page.belongsToPage('ana')).toBe(true)
    expect(kind()).toBe('live')
  })

  test('takes answers for its own person and such as name nobody', () => {
    page.sessionTold(ANA)
    expect([page.belongsToPage('ana'), page.belongsToPage(null)]).toEqual([true, true])
    expect(kind()).toBe('live')
  })

  test('is another’s from the first answer for somebody else, by name as soon as the server tells it, and for good', () => {
    page.sessionTold(ANA)
    expect(page.belongsToPage('bo')).toBe(false)
    expect(page.readSessionState()).toEqual({ kind: 'other', user_name: null })
    page.sessionTold(BO)
    expect(page.readSessionState()).toEqual({ kind: 'other', user_name: 'Bo Lindqvist' })
    page.sessionEnded(signedOut)
    page.sessionTold({ ...ANA, told_at: 9_000 })
    expect(page.readSessionState()).toEqual({ kind: 'other', user_name: 'Bo Lindqvist' })
    expect(page.readSessionFacts()?.person).toBe('ana')
  })

  test('that has ended goes on once the same person has signed in again', () => {
    page.sessionTold(ANA)
    page.sessionEnded(signedOut)
    expect(kind()).toBe('over')
    page.sessionTold({ ...ANA, started_at: 5_000, told_at: 5_000 })
    expect(kind()).toBe('live')
  })

  test('whose grant Zoom refuses is over until there is a new sign-in, though the session still lives', () => {
    page.sessionTold(ANA)
    page.sessionEnded(grantDead)
    page.sessionTold({ ...ANA, told_at: 4_000 })
    expect(kind()).toBe('over')
    page.sessionTold({ ...ANA, started_at: 5_000, told_at: 5_000 })
    expect(kind()).toBe('live')
  })

  test('is about to end from the time of the warning on, until the server tells a later end', () => {
    page.sessionTold({ ...ANA, told_at: 3_479_999 })
    expect(kind()).toBe('live')
    page.sessionTold({ ...ANA, told_at: 3_480_000 })
    expect(kind()).toBe('idle')
    page.sessionTold({ ...ANA, told_at: 3_500_000, ends_at: 7_000_000, warn_at: 6_880_000 })
    expect(kind()).toBe('live')
  })

  test('is not warned of an end that staying would not put off', () => {
    page.sessionTold({ ...ANA, told_at: 3_599_000, warn_at: null })
    expect(kind()).toBe('live')
  })

  test('keeps what it knows when an older page of the router’s tells less', () => {
    page.sessionTold({ ...ANA, told_at: 9_000, ends_at: 7_000_000 })
    page.sessionTold(ANA)
    expect(page.readSessionFacts()?.ends_at).toBe(7_000_000)
  })

  test('tells its listeners of each change', () => {
    const heard = vi.fn()
    page.subscribeSession(heard)
    page.sessionTold(ANA)
    page.sessionEnded(signedOut)
    expect(heard).toHaveBeenCalledTimes(2)
  })
})
