import 'server-only'
import { z } from 'zod'
import {
  BUILT_IN,
  LONGEST_NAME,
  LONGEST_QUERY_BYTES,
  MOST_VIEWS,
  NO_VERSION,
  type SavedViews,
} from '@/lib/agents/address/saved-views.ts'
import type { createSealer } from '../auth/seal.ts'
import { SealBroken } from '../auth/seal.ts'
import { log } from '../platform/logging.ts'
import { ServerError } from '../server-error.ts'
import { StoreUnavailable } from '../store/store-unavailable.ts'
import type { ViewStore, ViewsRecord } from '../store/view-store.ts'

const savedView = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'the id of a view has 1 to 64 letters, digits, - or _'),
  name: z
    .string()
    .trim()
    .min(1, 'a view needs a name')
    .max(LONGEST_NAME, `a name has at most ${LONGEST_NAME} characters`)
    .refine(name => name.isWellFormed(), 'a name must be text'),
  query: z
    .string()
    .refine(query => Buffer.byteLength(query) <= LONGEST_QUERY_BYTES, 'the view is too long to be kept')
    .refine(query => query.isWellFormed(), 'the view must be text'),
})

const savedViews = z
  .object({
    version: z.string().min(1).max(100),
    views: z.array(savedView).max(MOST_VIEWS, `there can be at most ${MOST_VIEWS} views`),
    default: z.string().nullable(),
  })
  .refine(
    ({ views }) => new Set(views.map(({ id }) => id)).size === views.length,
    'two views have the same id',
  )

/** Checks what a browser wants to keep. Throws `bad_request`, whose message says what is wrong. */
export function readSavedViews(body: unknown): SavedViews {
  const read = savedViews.safeParse(body)
  const fault = read.success
    ? isKnown(read.data)
      ? null
      : 'the view that opens by itself is not among them'
    : (read.error.issues[0]?.message ?? 'unreadable')
  if (fault !== null || !read.success)
    throw new ServerError('bad_request', { message: `These views cannot be saved: ${fault}.` })
  return read.data
}

function isKnown({ views, default: id }: Pick<SavedViews, 'views' | 'default'>): boolean {
  return id === null || [...BUILT_IN, ...views].some(view => view.id === id)
}

/** A person's saved views, sealed in the store: they hold searches. */
export function createSavedViews(store: ViewStore, sealer: ReturnType<typeof createSealer>) {
  const boundTo = (user_id: string) => `views:${user_id}`

  /**
   * The version, after sealing with the first secret what an older one sealed: unlike grants, which are sealed anew
   * with every refresh, views may lie unchanged until that secret is gone. What cannot be written now is written by
   * a later read.
   */
  async function resealed(user_id: string, { version, sealed }: ViewsRecord, plain: string): Promise<string> {
    if (sealer.isCurrent(sealed)) return version
    try {
      const stored = await store.compareAndSetViews(user_id, version, sealer.seal(plain, boundTo(user_id)))
      return stored ?? version
    } catch (error) {
      if (error instanceof StoreUnavailable) return version
      throw error
    }
  }

  return {
    async get(user_id: string): Promise<SavedViews> {
      const record = await store.getViews(user_id)
      if (!record) return { version: NO_VERSION, views: [], default: null }
      try {
        const plain = sealer.open(record.sealed, boundTo(user_id))
        const kept = JSON.parse(plain) as Omit<SavedViews, 'version'>
        return { ...kept, version: await resealed(user_id, record, plain) }
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error
        // Sealed with a secret that is gone: nobody can read them any more, and the next save replaces them.
        log().error({ event: 'seal_broken' }, error.message)
        return { version: record.version, views: [], default: null }
      }
    },

    /** Replaces them all, if nobody else has meanwhile; throws `conflict` otherwise. */
    async put(user_id: string, { version, ...kept }: SavedViews): Promise<SavedViews> {
      const sealed = sealer.seal(JSON.stringify(kept), boundTo(user_id))
      const expected = version === NO_VERSION ? null : version
      const stored = await store.compareAndSetViews(user_id, expected, sealed)
      if (stored === null) throw new ServerError('conflict')
      return { ...kept, version: stored }
    },
  }
}
