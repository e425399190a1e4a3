import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Handles, text, unique } from './conformance-inputs.ts'

const LARGEST_CHARS = 700_000

/** Saved views: of all writers that start from one version, the empty one included, exactly one wins. */
export function describeViews(handles: Handles) {
  describe('views', () => {
    it('gives back any text that was put in', () =>
      fc.assert(
        fc.asyncProperty(text, text, async (id, sealed) => {
          const user_id = unique(id)
          expect(await handles.one.getViews(user_id)).toBeNull()
          const version = await handles.one.compareAndSetViews(user_id, null, sealed)
          expect(await handles.two.getViews(user_id)).toStrictEqual({ version, sealed })
        }),
        { numRuns: 50 },
      ))

    it('keeps as much as a person may save', async () => {
      const user_id = unique('user')
      const sealed = 'A'.repeat(LARGEST_CHARS)
      await handles.one.compareAndSetViews(user_id, null, sealed)
      expect((await handles.two.getViews(user_id))?.sealed).toBe(sealed)
    })

    it('lets exactly one of many first writers through', async () => {
      const user_id = unique('user')
      const versions = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          (i % 2 ? handles.one : handles.two).compareAndSetViews(user_id, null, `writer ${i}`),
        ),
      )
      const winner = versions.findIndex(version => version !== null)
      expect(versions.filter(version => version !== null)).toHaveLength(1)
      expect(await handles.one.getViews(user_id)).toEqual({
        version: versions[winner],
        sealed: `writer ${winner}`,
      })
    })

    it('lets exactly one of many writers with the same version through, and none with an older one', async () => {
      const user_id = unique('user')
      const before = await handles.one.compareAndSetViews(user_id, null, 'before')
      const versions = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          (i % 2 ? handles.one : handles.two).compareAndSetViews(user_id, before, `writer ${i}`),
        ),
      )
      expect(versions.filter(version => version !== null)).toHaveLength(1)
      expect(versions).not.toContain(before)
      expect(await handles.two.compareAndSetViews(user_id, before, 'late')).toBeNull()
      expect(await handles.two.compareAndSetViews(user_id, null, 'late')).toBeNull()
      expect(await handles.one.compareAndSetViews(unique('nobody'), before, 'late')).toBeNull()
    })

    it('are no grants', async () => {
      const user_id = unique('user')
      const version = await handles.one.compareAndSetGrant(user_id, null, 'grant')
      expect(await handles.one.getViews(user_id)).toBeNull()
      await handles.one.compareAndSetViews(user_id, null, 'views')
      expect(await handles.one.getGrant(user_id)).toEqual({ user_id, version, sealed: 'grant' })
      await handles.one.deleteGrant(user_id)
      expect((await handles.one.getViews(user_id))?.sealed).toBe('views')
    })
  })
}
