import { describe, expect, test } from 'vitest'
import { fieldOf } from '../fields.ts'
import { type Agent, agentSchema } from '../schema.ts'
import { DELIVERED, readOwnLook, shownFields, writeOwnLook } from './own-look.ts'

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
