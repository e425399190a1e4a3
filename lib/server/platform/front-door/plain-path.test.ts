import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPlainPath, replaceBrokenEscapes } from './plain-path.ts'

test.each([
  '',
  '*',
  'x',
  'http://evil.example/agents',
  '//evil.example/agents',
  '/api/zoom/contact_center/users/x//queues',
  '/api/zoom/contact_center/users\\..\\me',
  '/api/zoom/contact_center/users/..',
  '/api/zoom/contact_center/users/../regions',
  '/api/zoom/contact_center/users/%2e%2E/regions',
  '/api/zoom/contact_center/users/.%2e/regions',
  '/./agents',
  '/agents/%2E?access=active',
  '/%',
  '/agents/%E0%A4%A',
  '/agents/%ff',
])('%j is refused', target => {
  expect(isPlainPath(target)).toBe(false)
})

test.each([
  '/',
  '/agents?search=..%2f&region=//x\\y',
  '/agents/...',
  '/agents/..a',
  '/agents/a%2fb',
  '/_next/static/chunks/a.b-c.js',
])('%j is let through', target => {
  expect(isPlainPath(target)).toBe(true)
})

test('a plain path is the one that URL leaves as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('.', '%2e', '%2E', 'a', '/', '\\', '%', '%2f', '..')), parts => {
      const target = `/${parts.join('')}`
      const url = URL.parse(target, 'http://localhost')
      if (isPlainPath(target)) expect(url?.pathname).toBe(target)
    }),
  )
})

test.each([
  ['/agents/a%2', '/agents/a%002'],
  ['/agents/%E0%A4%A?access=active', '/agents/%00%00A?access=active'],
  ['/agents/%ff%fe', '/agents/%00'],
  ['/agents/a%2fb%20c?search=%zz?%', '/agents/a%2fb%20c?search=%zz?%'],
])('of %j what is no text is a NUL: %j', (target, whole) => {
  expect(replaceBrokenEscapes(target)).toBe(whole)
})

test('without broken escapes a path can always be decoded, and is as plain as it was', () => {
  const parts = fc.array(fc.constantFrom('.', '%2e', 'a', '/', '\\', '%', '%2f', '%ff', '%e2%82', '..', '0'))
  fc.assert(
    fc.property(parts, parts => {
      const target = `/${parts.join('')}`
      const whole = replaceBrokenEscapes(target)
      expect(() => decodeURIComponent(whole)).not.toThrow()
      if (isPlainPath(target)) expect(whole).toBe(target)
      else if (URL.canParse(target, 'http://localhost') && isPlainPath(whole))
        expect(URL.parse(whole, 'http://localhost')?.pathname).toBe(whole)
    }),
  )
})
