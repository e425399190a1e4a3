import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { type Handles, LONG_MS, PATIENCE, sessionOf, text, unique } from './conformance-inputs.ts'

/** Sign-ins: what is kept, and what has run out. */
export function describeSessions(handles: Handles) {
  describe('sessions', () => {
    it('gives back any text that was put in', () =>
      fc.assert(
        fc.asyncProperty(text, text, text, text, async (ref, user_id, user_name, user_agent) => {
          const session = sessionOf(unique(user_id), { ref: unique(ref), user_name, user_agent })
          await handles.one.putSession(session)
          expect(await handles.two.getSession(session.ref)).toStrictEqual(session)
          expect(await handles.two.listSessions(session.user_id)).toStrictEqual([session])
        }),
        { numRuns: 50 },
      ))

    it('replaces a record with the same ref, also under another user', async () => {
      const first = sessionOf(unique('first'))
      const second = sessionOf(unique('second'), { ref: first.ref })
      await handles.one.putSession(first)
      await handles.one.putSession(second)
      expect(await handles.one.getSession(first.ref)).toEqual(second)
      expect(await handles.one.listSessions(first.user_id)).toEqual([])
      expect(await handles.one.listSessions(second.user_id)).toEqual([second])
    })

    it('knows nothing of a ref that was never put', async () => {
      expect(await handles.one.getSession(unique('nobody'))).toBeNull()
      await handles.one.deleteSession(unique('nobody'))
    })

    it('moves active_at forward, never back', async () => {
      const session = sessionOf(unique('user'))
      await handles.one.putSession(session)
      await handles.one.touchSession(session.ref, session.active_at + 10)
      await handles.two.touchSession(session.ref, session.active_at + 5)
      expect(await handles.one.getSession(session.ref)).toEqual({
        ...session,
        active_at: session.active_at + 10,
      })
    })

    it('does not bring a deleted session back when it is touched', async () => {
      const session = sessionOf(unique('user'))
      await handles.one.putSession(session)
      await Promise.all([
        handles.one.deleteSession(session.ref),
        ...Array.from({ length: 20 }, (_, i) => handles.two.touchSession(session.ref, session.active_at + i)),
      ])
      await handles.one.touchSession(session.ref, session.active_at + 100)
      expect(await handles.one.getSession(session.ref)).toBeNull()
      expect(await handles.one.listSessions(session.user_id)).toEqual([])
    })

    it('lists the newest first', async () => {
      const user_id = unique('user')
      const sessions = [3, 1, 2].map(age => sessionOf(user_id, { created_at: Date.now() - age }))
      for (const session of sessions) await handles.one.putSession(session)
      const listed = await handles.one.listSessions(user_id)
      expect(listed.map(({ created_at }) => created_at)).toEqual(
        sessions.map(({ created_at }) => created_at).sort((a, b) => b - a),
      )
    })

    it('lists those of one moment in one order, whatever they were put in', async () => {
      const user_id = unique('user')
      const sessions = ['b', 'c', 'a'].map(ref => sessionOf(user_id, { ref: unique(ref), created_at: 1 }))
      for (const session of sessions) await handles.one.putSession(session)
      const refs = sessions.map(({ ref }) => ref).sort()
      expect((await handles.two.listSessions(user_id)).map(({ ref }) => ref)).toEqual(refs)
    })

    it('treats an expired session as absent', async () => {
      const user_id = unique('user')
      const live = sessionOf(user_id)
      const expired = sessionOf(user_id, { expires_at: Date.now() - 1 })
      await handles.one.putSession(live)
      await handles.one.putSession(expired)
      expect(await handles.one.getSession(expired.ref)).toBeNull()
      expect(await handles.one.listSessions(user_id)).toEqual([live])
      await handles.two.putSession({ ...live, expires_at: expired.expires_at })
      expect(await handles.one.getSession(live.ref)).toBeNull()
      expect(await handles.one.listSessions(user_id)).toEqual([])
    })

    it.each(['before', 'after'])('lists a session without one that was put %s it and ran out', async when => {
      const user_id = unique('user')
      const live = sessionOf(user_id)
      const brief = sessionOf(user_id, { expires_at: Date.now() + 30 })
      for (const session of when === 'before' ? [brief, live] : [live, brief])
        await handles.one.putSession(session)
      await vi.waitFor(async () => expect(await handles.one.getSession(brief.ref)).toBeNull(), PATIENCE)
      expect(await handles.one.listSessions(user_id)).toEqual([live])
    })

    it('tells its clock', async () => {
      const now = await handles.one.now()
      expect(Math.abs(now - Date.now())).toBeLessThan(LONG_MS)
    })

    it('deletes one session and no other', async () => {
      const user_id = unique('user')
      const [gone, kept] = [sessionOf(user_id), sessionOf(user_id)]
      for (const session of [gone, kept]) await handles.one.putSession(session)
      await Promise.all([handles.one.deleteSession(gone.ref), handles.two.deleteSession(gone.ref)])
      expect(await handles.two.getSession(gone.ref)).toBeNull()
      expect(await handles.two.listSessions(user_id)).toEqual([kept])
    })
  })
}
