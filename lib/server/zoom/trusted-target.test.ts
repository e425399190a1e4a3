import { expect, test } from 'vitest'
import { trustedTarget } from './trusted-target.ts'

const FROM = 'https://api.zoom.us/v2/contact_center/users?page_size=300'

test.each([
  ['https://zoom.us/v2/x', 'https://zoom.us/v2/x'],
  ['https://api-eu.zoom.us/v2/x', 'https://api-eu.zoom.us/v2/x'],
  ['HTTPS://API.ZOOM.US', 'https://api.zoom.us/'],
  ['/v2/elsewhere', 'https://api.zoom.us/v2/elsewhere'],
  ['?page_size=30', 'https://api.zoom.us/v2/contact_center/users?page_size=30'],
])('%s is Zoom’s own', (location, target) => {
  expect(trustedTarget(location, FROM)).toBe(target)
})

test.each([
  null,
  'http://zoom.us/',
  'http://api.zoom.us/v2',
  'ftp://zoom.us/',
  'https://zoom.us.evil.example/',
  'https://evilzoom.us/',
  'https://.zoom.us.evil.example/',
  'https://zoom.us@evil.example/',
  '//evil.example/v2',
  'https://[',
])('%s is not', location => {
  expect(trustedTarget(location, FROM)).toBeNull()
})
