import type { Row } from './row.ts'

/** A change of status that Zoom told by itself; `at` in epoch milliseconds, `status` as a row holds it. */
export type StatusEvent = { user_id: string; status: string; at: number }

/** So far apart may Zoom's clock and this one be, and so long may Zoom need until its list says what it told. */
const UNSURE_MS = 5_000

/** Whether a page asked for at one moment is sure to know what Zoom told of another; it is the same whichever comes first. */
export function isKnownTo(asked_at: number, event_at: number): boolean {
  return event_at + UNSURE_MS <= asked_at
}

/** Whether an event and the list name one status, though one of them tells a field that the other does not (zoom.md 2.3). */
export function nameTheSame(one: string, another: string): boolean {
  if (one === another) return true
  const [a, b] = [JSON.parse(one), JSON.parse(another)]
  const both = Object.keys(a).filter(field => field in b)
  return both.some(field => !field.startsWith('sub_')) && both.every(field => a[field] === b[field])
}

/**
 * Which status counts after a page asked for at `asked_at` has told one, and whether that is another one than before: an
 * event may be newer than the page, and the first page that knows of it may word its status otherwise.
 */
export function statusAfter(
  told: string,
  asked_at: number,
  before: { row: Row; asked_at: number },
): { status: string; isChanged: boolean } {
  const { status, since } = before.row
  const event_at = since.kind === 'event' ? Date.parse(since.at) : Number.NEGATIVE_INFINITY
  if (!isKnownTo(asked_at, event_at)) return { status, isChanged: false }
  const isWording = !isKnownTo(before.asked_at, event_at) && nameTheSame(status, told)
  return { status: told, isChanged: told !== status && !isWording }
}
