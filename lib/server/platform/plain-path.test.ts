import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPlainPath } from './plain-path.ts'

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
