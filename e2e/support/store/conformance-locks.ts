import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { type Handles, LONG_MS, PATIENCE, text, unique } from './conformance-inputs.ts'

/** Locks: one holder at a time, and none that outlives its time. */
export function describeLocks(handles: Handles) {
  describe('locks', () => {
    it('gives a free lock to exactly one of many', async () => {
      const lock = unique('lock')
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          (i % 2 ? handles.one : handles.two).acquireLock(lock, `${i}`, LONG_MS),
        ),
      )
      expect(answers.filter(Boolean)).toHaveLength(1)
    })

    it('takes any text as name and owner', () =>
      fc.assert(
        fc.asyncProperty(text, text, async (name, owner) => {
          const lock = unique(name)
          expect(await handles.one.acquireLock(lock, owner, LONG_MS)).toBe(true)
          expect(await handles.two.acquireLock(lock, `${owner}, another`, LONG_MS)).toBe(false)
          expect(await handles.two.renewLock(lock, owner, LONG_MS)).toBe(true)
          await handles.two.releaseLock(lock, owner)
          expect(await handles.one.acquireLock(lock, owner, LONG_MS)).toBe(true)
        }),
        { numRuns: 30 },
      ))

    it('is not acquired again by its own holder', async () => {
      const lock = unique('lock')
      expect(await handles.one.acquireLock(lock, 'me', LONG_MS)).toBe(true)
      expect(await handles.one.acquireLock(lock, 'me', LONG_MS)).toBe(false)
    })

    it('can be taken over when its time has run out, and is then lost to its first holder', async () => {
      const lock = unique('lock')
      expect(await handles.one.acquireLock(lock, 'dead', 30)).toBe(true)
      await vi.waitFor(
        async () => expect(await handles.two.acquireLock(lock, 'heir', LONG_MS)).toBe(true),
        PATIENCE,
      )
      expect(await handles.one.renewLock(lock, 'dead', LONG_MS)).toBe(false)
      await handles.one.releaseLock(lock, 'dead')
      expect(await handles.one.acquireLock(lock, 'third', LONG_MS)).toBe(false)
      expect(await handles.two.renewLock(lock, 'heir', LONG_MS)).toBe(true)
    })

    it('is held as long as the latest renewal says, and is not renewed once that is over', async () => {
      const lock = unique('lock')
      const later = unique('lock')
      expect(await handles.one.acquireLock(lock, 'me', LONG_MS)).toBe(true)
      expect(await handles.one.renewLock(lock, 'me', 20)).toBe(true)
      // Runs out after the one in question, and unlike it may be asked for again and again.
      expect(await handles.one.acquireLock(later, 'me', 30)).toBe(true)
      await vi.waitFor(
        async () => expect(await handles.two.acquireLock(later, 'heir', LONG_MS)).toBe(true),
        PATIENCE,
      )
      expect(await handles.one.renewLock(lock, 'me', LONG_MS)).toBe(false)
      expect(await handles.two.acquireLock(lock, 'heir', LONG_MS)).toBe(true)
    })

    it('is nobody else’s after it was renewed', async () => {
      const lock = unique('lock')
      expect(await handles.one.acquireLock(lock, 'me', LONG_MS)).toBe(true)
      expect(await handles.one.renewLock(lock, 'me', LONG_MS)).toBe(true)
      expect(await handles.two.acquireLock(lock, 'other', LONG_MS)).toBe(false)
    })

    it('is not renewed by, nor freed for, someone else', async () => {
      const lock = unique('lock')
      expect(await handles.one.renewLock(lock, 'me', LONG_MS)).toBe(false)
      await handles.one.acquireLock(lock, 'me', LONG_MS)
      expect(await handles.two.renewLock(lock, 'other', LONG_MS)).toBe(false)
      await handles.two.releaseLock(lock, 'other')
      expect(await handles.two.acquireLock(lock, 'other', LONG_MS)).toBe(false)
    })
  })
}
