import 'server-only'
import type { ListLocation } from '@/lib/agents/address/address.ts'
import { isAsked, zoomParameters } from '@/lib/agents/question.ts'
import type { RosterAnswer } from '@/lib/agents/roster-answer.ts'
import type { FirstRead } from '@/lib/api/first-read.ts'
import { getContext } from '../context.ts'
import { describeError, log } from '../platform/logging.ts'
import { requestSignal } from '../platform/this-request.ts'
import { within } from '../platform/within.ts'
import type { SessionRecord } from '../store/session-store.ts'
import { callZoom, listUsers } from '../zoom/endpoints.ts'
import { toRollcallError } from './error-response.ts'

/** A page is not kept waiting longer than this; the browser then asks itself and joins the same read. */
const LONGEST_WAIT_MS = 2_500
const PATIENCE_MS = 1_200

/** What a page asks for. `locale`: by whose collation (BCP 47). */
type Asked = Pick<ListLocation, 'question' | 'view'> & { locale: string }

/**
 * What the first paint shows: of the agents that are held and fresh, without a call to Zoom; else Zoom's first page, why
 * there is none, or null while Zoom takes its time.
 */
export async function readFirst(session: SessionRecord, asked: Asked): Promise<FirstRead | null> {
  const { question } = asked
  const held = await readHeld(session, asked)
  if (held) return held
  const signal = requestSignal()
  const caller = {
    user_id: session.user_id,
    priority: 'waited_for',
    signal,
    patience_ms: PATIENCE_MS,
  } as const
  const page = callZoom(getContext().readZoom, listUsers, { query: zoomParameters(question), caller })
  try {
    const read = await within(LONGEST_WAIT_MS, page)
    return read && { page: read }
  } catch (thrown) {
    if (signal.aborted) return null // nobody reads this page any more
    const error = toRollcallError(thrown)
    log().warn({ event: 'first_page_failed', tracking_id: error.tracking_id, ...describeError(thrown) })
    return { error: error.toBody() }
  }
}

async function readHeld(
  session: SessionRecord,
  { question, view, locale }: Asked,
): Promise<FirstRead | null> {
  const { rosters } = getContext()
  if (isAsked(question)) {
    const page = await rosters.firstMatches(session, question)
    return page && { page }
  }
  const rows = await rosters.firstRows(session, view.sort, locale)
  if (rows === null) return null
  const roster = JSON.parse(rows) as RosterAnswer
  return view.sort.length === 0 ? { roster } : { roster, sort: JSON.stringify(view.sort) }
}
