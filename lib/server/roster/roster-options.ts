import type { Sharers } from './shared-copy.ts'
import type { ReadListPage } from './walk.ts'

export type RosterOptions = {
  /** How often a roster is read anew where nobody wants it more rarely. */
  interval_ms: number
  /** Reads pages with the grant of one person. */
  readPageAs: (user_id: string) => ReadListPage
  /** Whether Zoom knows an agent no more, by the grant of one person. */
  isGone: (reader: string, user_id: string) => Promise<boolean>
  /** Whether the grant of this person has shown the sight of this roster. */
  mayRead: (user_id: string) => boolean
  /** The own grant of this person has brought the whole roster, in a walk that began at `started_at`. */
  onWholeWalk: (user_id: string, started_at: number) => void
  /** The own grant of this person has brought less than was held before, or more, so that the roster's sight is theirs. */
  onMoved: (user_id: string) => void
  /** Throws where nothing more may be kept. */
  makeRoom: () => void
  /** Where there are several instances: what they share, by which names, and the id of a roster that another one has founded. */
  shared?: { sharers: Sharers; lists: readonly string[]; id?: string }
}
