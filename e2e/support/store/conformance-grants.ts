import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GrantStore } from '@/lib/server/store/grant-store.ts'
import { type Handles, text, unique } from './conformance-inputs.ts'

/** A grant for somebody who has none; its version. */
async function put(store: GrantStore, user_id: string, sealed: string): Promise<string> {
  return (await store.compareAndSetGrant(user_id, null, sealed)) as string
}

/** Grants: of all writers that start from one version, exactly one wins. */
export function describeGrants(handles: Handles) {
  describe('grants', () => {
    it('gives back any text that was put in', () =>
      fc.assert(
        fc.asyncProperty(text, text, async (id, sealed) => {
          const user_id = unique(id)
          const version = await handles.one.compareAndSetGrant(user_id, null, sealed)
          expect(version).toMatch(/^[\w-]{22}$/)
          expect(await handles.two.getGrant(user_id)).toStrictEqual({ user_id, version, sealed })
        }),
        { numRuns: 50 },
      ))

    it('keeps users apart', async () => {
      const one = unique('user')
      const two = unique('user')
      await handles.one.compareAndSetGrant(one, null, 'one')
      expect(await handles.one.getGrant(two)).toBeNull()
      expect(await handles.one.compareAndSetGrant(two, 'none', 'two')).toBeNull()
      expect(await handles.one.deleteGrant(two)).toBe(false)
      expect((await handles.one.getGrant(one))?.sealed).toBe('one')
    })

    it('names everybody who has one, however many they are', async () => {
      const users = Array.from({ length: 600 }, () => unique('user *[a-z]?'))
      await Promise.all(users.map(user_id => handles.one.compareAndSetGrant(user_id, null, 'sealed')))
      await handles.one.deleteGrant(users[0] ?? '')
      const named = await handles.two.listGrants()
      expect(new Set(named).size).toBe(named.length)
      expect(named.filter(user_id => users.includes(user_id)).sort()).toEqual(users.slice(1).sort())
      await Promise.all(users.map(user_id => handles.two.deleteGrant(user_id)))
    })

    it('lets exactly one of many writers with the same version through', async () => {
      const user_id = unique('user')
      const before = await put(handles.one, user_id, 'before')
      const versions = await Promise.all(
        Array.from({ length: 40 }, (_, i) =>
          (i % 2 ? handles.one : handles.two).compareAndSetGrant(user_id, before, `writer ${i}`),
        ),
      )
      const winners = versions.flatMap((version, i) => (version === null ? [] : [{ version, i }]))
      expect(winners).toHaveLength(1)
      const [winner] = winners
      expect(winner?.version).not.toBe(before)
      expect(await handles.one.getGrant(user_id)).toEqual({
        user_id,
        version: winner?.version,
        sealed: `writer ${winner?.i}`,
      })
    })

    it('lets exactly one of many through who find none, and none of those who come later', async () => {
      const user_id = unique('user')
      const versions = await Promise.all(
        Array.from({ length: 40 }, (_, i) =>
          (i % 2 ? handles.one : handles.two).compareAndSetGrant(user_id, null, `writer ${i}`),
        ),
      )
      expect(versions.filter(version => version !== null)).toHaveLength(1)
      expect(await handles.one.compareAndSetGrant(user_id, null, 'late')).toBeNull()
      const winner = versions.findIndex(version => version !== null)
      expect(await handles.two.getGrant(user_id)).toEqual({
        user_id,
        version: versions[winner],
        sealed: `writer ${winner}`,
      })
    })

    it('moves the version with a new sign-in, so that a refresh under way loses', async () => {
      const user_id = unique('user')
      const before = await put(handles.one, user_id, 'before')
      const after = await handles.two.compareAndSetGrant(user_id, before, 'after')
      expect(after).not.toBe(before)
      expect(await handles.one.compareAndSetGrant(user_id, before, 'refreshed')).toBeNull()
      expect(await handles.one.deleteGrant(user_id, before)).toBe(false)
      expect(await handles.one.getGrant(user_id)).toEqual({ user_id, version: after, sealed: 'after' })
    })

    it('gives no version twice, also after a grant was deleted', async () => {
      const user_id = unique('user')
      const before = await put(handles.one, user_id, 'before')
      expect(await handles.one.deleteGrant(user_id)).toBe(true)
      expect(await handles.one.compareAndSetGrant(user_id, before, 'refreshed')).toBeNull()
      expect(await handles.one.getGrant(user_id)).toBeNull()
      expect(await handles.one.compareAndSetGrant(user_id, null, 'after')).not.toBe(before)
    })

    it('lets exactly one of a write and several deletions with the same version through', async () => {
      const user_id = unique('user')
      const version = await put(handles.one, user_id, 'before')
      const [written, ...deleted] = await Promise.all([
        handles.one.compareAndSetGrant(user_id, version, 'refreshed'),
        handles.two.deleteGrant(user_id, version),
        handles.one.deleteGrant(user_id, version),
      ])
      expect([written !== null, ...deleted].filter(Boolean)).toHaveLength(1)
      expect((await handles.one.getGrant(user_id))?.sealed).toBe(written === null ? undefined : 'refreshed')
    })
  })
}
