import { describe, expect, it, vi } from 'vitest'
import type { Grants } from '../../../lib/server/auth/grants/grants.ts'
import { createSessions, sessionMark } from '../../../lib/server/auth/sessions.ts'
import { type Handles, sessionOf, unique } from './conformance-inputs.ts'

const MINUTE = 60_000

/** An instance whose clock is wrong for a moment: its sessions end by the store's clock. */
export function describeClock(handles: Handles) {
  describe('a clock that is ahead for a moment', () => {
    function openSessions() {
      const endIfUnused = vi.fn()
      const env = { SESSION_IDLE_MINUTES: 60, SESSION_MAX_HOURS: 12 }
      return {
        endIfUnused,
        sessions: createSessions(handles.one, { endIfUnused } as unknown as Grants, env),
      }
    }

    it.each([65, 24 * 60])('by %i minutes ends no session and no grant', async minutes => {
      const { sessions, endIfUnused } = openSessions()
      const now = Date.now()
      const session = sessionOf(unique('user'), { expires_at: now + 12 * 60 * MINUTE })
      await handles.one.putSession(session)
      vi.spyOn(Date, 'now').mockReturnValue(now + minutes * MINUTE)
      expect(await sessions.read(session.ref, true)).toMatchObject({ ref: session.ref })
      vi.mocked(Date.now).mockRestore()
      expect(await handles.two.getSession(session.ref)).toEqual(session)
      expect(endIfUnused).not.toHaveBeenCalled()
    })

    it('hides no session, and ends the one that is chosen', async () => {
      const { sessions } = openSessions()
      const now = Date.now()
      const user = unique('user')
      const alive = sessionOf(user, { expires_at: now + 12 * 60 * MINUTE })
      const over = sessionOf(user, { active_at: now - 61 * MINUTE, expires_at: now + 12 * 60 * MINUTE })
      for (const session of [alive, over]) await handles.one.putSession(session)
      vi.spyOn(Date, 'now').mockReturnValue(now + 65 * MINUTE)
      expect(await sessions.list(user)).toEqual([alive])
      expect(await sessions.endMarked(user, sessionMark(over.ref))).toBe(false)
      expect(await sessions.endMarked(user, sessionMark(alive.ref))).toBe(true)
      vi.mocked(Date.now).mockRestore()
      expect(await handles.two.getSession(alive.ref)).toBeNull()
    })

    it('is not what an end by both clocks is', async () => {
      const { sessions, endIfUnused } = openSessions()
      const session = sessionOf(unique('user'), { active_at: Date.now() - 61 * MINUTE })
      await handles.one.putSession(session)
      expect(await sessions.read(session.ref, true)).toBeNull()
      expect(await handles.two.getSession(session.ref)).toBeNull()
      expect(endIfUnused).toHaveBeenCalledExactlyOnceWith(session.user_id)
    })
  })
}
