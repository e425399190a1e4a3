import { describe, expect, test } from 'vitest'
import { fieldOf } from '../fields.ts'
import { type Agent, agentSchema } from '../schema.ts'
import { DELIVERED, mergeOwnLook, type OwnLook, readOwnLook, shownFields, writeOwnLook } from './own-look.ts'

const agent = (rest: object): Agent => agentSchema.parse({ user_id: 'a', ...rest })

describe('the columns of a person', () => {
  test('are shown as chosen, whatever the agents tell', () => {
    expect(shownFields(['display_name', 'teams'], [agent({})])).toEqual([
      fieldOf('display_name'),
      fieldOf('teams'),
    ])
  })

  test('are the delivered ones where the cookie names none that is one, or a width that is none', () => {
    expect(readOwnLook('status_nam,emergency_calling;status_name:2.9,role_name:48.1,x:9,teams')).toEqual(
      DELIVERED,
    )
    expect(readOwnLook(';status_name:3,role_name:48').widths).toEqual({ status_name: 3, role_name: 48 })
  })

  test('take few characters of a cookie while they are as delivered', () => {
    expect(writeOwnLook(DELIVERED)).toBe(';;compact')
  })
})

describe('what another tab has kept', () => {
  const morning: OwnLook = { keys: null, widths: { teams: 9 }, density: 'compact' }
  const kept = 'display_name,teams;teams:12;compact'

  test('stays, but for what this one changes', () => {
    expect(mergeOwnLook(kept, morning, { ...morning, density: 'comfortable' })).toBe(
      'display_name,teams;teams:12;comfortable',
    )
    expect(mergeOwnLook(kept, morning, { ...morning, keys: ['display_name', 'role_name'] })).toBe(
      'display_name,role_name;teams:12;compact',
    )
    expect(mergeOwnLook(kept, morning, { ...morning, widths: { teams: 20 } })).toBe(
      'display_name,teams;teams:20;compact',
    )
  })

  test('is nothing where the cookie has been deleted', () => {
    const own: OwnLook = { ...morning, keys: ['display_name', 'teams'] }
    expect(mergeOwnLook('', own, { ...own, density: 'comfortable' })).toBe(
      'display_name,teams;teams:9;comfortable',
    )
  })
})
