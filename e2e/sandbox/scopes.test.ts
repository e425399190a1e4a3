import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isGranted, NEEDED_SCOPES, type NeededScope } from '@/lib/scopes.ts'
import { type ApiCall, ENDPOINTS } from './api/endpoints.ts'

const CALLS: Record<keyof typeof NEEDED_SCOPES, ApiCall> = {
  listUsers: 'users',
  getUser: 'user',
  listUserQueues: 'queues',
  listUserSkills: 'skills',
  listRegions: 'regions',
  listSystemStatuses: 'statuses',
  getMe: 'me',
}
const table = Object.entries<NeededScope>(NEEDED_SCOPES) as [keyof typeof NEEDED_SCOPES, NeededScope][]

describe('the scopes', () => {
  test.each(table)('of %s are those that the embedded Zoom asks for', (name, { path, granular, classic }) => {
    const call = ENDPOINTS[CALLS[name]]
    expect(path.replace('{userId}', '*')).toBe(`/${call.path.join('/')}`)
    expect([...granular].sort()).toEqual([...call.granular].sort())
    expect([...classic].sort()).toEqual([...call.classic].sort())
  })

  test.each(table)('of %s stand in the guide to the Zoom app', (_name, { granular, classic }) => {
    const guide = readFileSync('docs/zoom-app.md', 'utf8')
    for (const scope of granular) expect(guide).toContain(`\`${scope}\``)
    expect(classic.some(scope => guide.includes(`\`${scope}\``))).toBe(true)
  })

  test('of which a token has one are enough, and unknown ones are told as unknown', () => {
    expect(isGranted(NEEDED_SCOPES.getMe, ['user:read:user:admin'])).toBe(true)
    expect(isGranted(NEEDED_SCOPES.getMe, ['user_profile'])).toBe(true)
    expect(isGranted(NEEDED_SCOPES.getMe, ['user:read:userx'])).toBe(false)
    expect(isGranted(NEEDED_SCOPES.getMe, [])).toBeNull()
  })
})
