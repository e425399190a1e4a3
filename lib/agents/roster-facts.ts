/** How it stands with the roster from which a person is served. */
export type RosterFacts = {
  /** Different agents that are held, of how many at Zoom: null while it has not said. */
  held: number
  total: number | null
  /** Zoom's list has been read to its end. */
  complete: boolean
  /** ISO time at which the oldest page was read; null before the first. */
  read_at: string | null
  /** Seconds between two readings as those want it who look here; null when nobody does. */
  every_s: number | null
  /** Readings are rarer than people want them, since Zoom tells of changes by itself. */
  is_relaxed: boolean
  /** Others who look at the same roster here at the moment. */
  others: number
  /** Somebody of the account looks at another roster here: they see something else. */
  is_apart: boolean
  /** Why reading fails at the moment. */
  trouble: string | null
}
