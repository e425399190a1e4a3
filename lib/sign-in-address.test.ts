import { maxHeaderSize } from 'node:http'
import { expect, test } from 'vitest'
import { LONGEST_ADDRESS } from './agents/address/address.ts'
import { signInAddress } from './sign-in-address.ts'

test('the address of the sign-in page says why one is there and where to go on', () => {
  expect(signInAddress()).toBe('/sign-in')
  expect(signInAddress({ reason: 'session_over', callbackUrl: '/agents?team=A+B' })).toBe(
    '/sign-in?reason=session_over&callbackUrl=%2Fagents%3Fteam%3DA%2BB',
  )
})

test('with the longest address of a list it leaves a head the room that cookies need', () => {
  const team = `&${new URLSearchParams({ team: '東京支店お客様相談室' })}`
  const list = `/agents?${team.repeat(100).slice(1)}`.slice(0, LONGEST_ADDRESS)
  const address = signInAddress({ reason: 'session_over', callbackUrl: list })
  expect(address.length).toBeLessThan(maxHeaderSize / 2)
  expect(address).toContain('reason=session_over')
})
