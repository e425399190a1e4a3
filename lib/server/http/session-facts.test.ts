import { beforeEach, describe, expect, test, vi } from 'vitest'
import { sessionOf } from '../../../e2e/support/store/conformance-inputs.ts'

const MINUTE_MS = 60_000
const NOW = Date.parse('2026-11-24T09:00:00Z')

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers({ now: NOW })
  vi.stubEnv('ZOOM_CLIENT_ID', 'id')
  vi.stubEnv('ZOOM_CLIENT_SECRET', 'secret')
  vi.stubEnv('NEXTAUTH_URL', 'https://rollcall.example')
  vi.stubEnv('NEXTAUTH_SECRET', 'a-secret-of-at-least-thirty-two-bytes')
})

async function describeWith(idle_minutes: number, expires_in_min: number) {
  vi.stubEnv('SESSION_IDLE_MINUTES', String(idle_minutes))
  const { describeSession } = await import('./session-facts.ts')
  return describeSession(
    sessionOf('ana', { active_at: NOW, created_at: NOW, expires_at: NOW + expires_in_min * MINUTE_MS }),
  )
}

describe('what a page is told of its session', () => {
  test.each([
    [60, 58],
    [5, 3],
    [4, 2],
    [3, 1.5],
    [1, 0.5],
  ])('with %d idle minutes the warning comes after %d', async (idle, warn) => {
    expect(await describeWith(idle, 720)).toMatchObject({
      told_at: NOW,
      ends_at: NOW + idle * MINUTE_MS,
      warn_at: NOW + warn * MINUTE_MS,
    })
  })

  test('where the longest time is up first, nobody is asked to stay', async () => {
    expect(await describeWith(60, 59)).toMatchObject({ ends_at: NOW + 59 * MINUTE_MS, warn_at: null })
  })

  test('the person is an opaque mark: no id, no reference, no token', async () => {
    const facts = await describeWith(60, 720)
    expect(Object.keys(facts).sort()).toEqual([
      'ends_at',
      'person',
      'started_at',
      'told_at',
      'user_name',
      'warn_at',
    ])
    expect(facts.person).toMatch(/^[\w-]{16}$/)
    expect(JSON.stringify(facts)).not.toContain(sessionOf('ana').ref)
  })
})
