import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Handles, text, unique } from './conformance-inputs.ts'

/** Grants: of all writers that start from one version, exactly one wins. */
export function describeGrants(handles: Handles) {
  describe('grants', () => {
    it('gives back any text that was put in', () =>
      fc.assert(
        fc.asyncProperty(text, text, async (id, sealed) => {
          const user_id = unique(id)
          const version = await handles.one.putGrant(user_id, sealed)
          expect(version).toMatch(/^[\w-]{22}$/)
          expect(await handles.two.getGrant(user_id)).toStrictEqual({ user_id, version, sealed })
        }),
        { numRuns: 50 },
      ))

    it('keeps users apart', async () => {
      const one = unique('user')
      const two = unique('user')
      await handles.one.putGrant(one, 'one')
      expect(await handles.one.getGrant(two)).toBeNull()
      expect(await handles.one.compareAndSetGrant(two, 'none', 'two')).toBeNull()
      expect(await handles.one.deleteGrant(two)).toBe(false)
      expect((await handles.one.getGrant(one))?.sealed).toBe('one')
    })

    it('names everybody who has one, however many they are', async () => {
      const users = Array.from({ length: 600 }, () => unique('user *[a-z]?'))
      await Promise.all(users.map(user_id => handles.one.putGrant(user_id, 'sealed')))
      await handles.one.deleteGrant(users[0] ?? '')
      const named = await handles.two.listGrants()
      expect(new Set(named).size).toBe(named.length)
      expect(named.filter(user_id => users.includes(user_id)).sort()).toEqual(users.slice(1).sort())
      await Promise.all(users.map(user_id => handles.two.deleteGrant(user_id)))
    })

    it('lets exactly one of many writers with the same version through', async () => {
      const user_id = unique('user')
      const before = await handles.one.putGrant(user_id, 'before')
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

    it('moves the version with a new sign-in, so that a refresh under way loses', async () => {
      const user_id = unique('user')
      const before = await handles.one.putGrant(user_id, 'before')
      const after = await handles.two.putGrant(user_id, 'after')
      expect(after).not.toBe(before)
      expect(await handles.one.compareAndSetGrant(user_id, before, 'refreshed')).toBeNull()
      expect(await handles.one.deleteGrant(user_id, before)).toBe(false)
      expect(await handles.one.getGrant(user_id)).toEqual({ user_id, version: after, sealed: 'after' })
    })

    it('gives no version twice, also after a grant was deleted', async () => {
      const user_id = unique('user')
      const before = await handles.one.putGrant(user_id, 'before')
      expect(await handles.one.deleteGrant(user_id)).toBe(true)
      expect(await handles.one.compareAndSetGrant(user_id, before, 'refreshed')).toBeNull()
      expect(await handles.one.getGrant(user_id)).toBeNull()
      expect(await handles.one.putGrant(user_id, 'after')).not.toBe(before)
    })

    it('lets exactly one of a write and several deletions with the same version through', async () => {
      const user_id = unique('user')
      const version = await handles.one.putGrant(user_id, 'before')
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
