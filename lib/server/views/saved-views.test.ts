import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { temporaryFolders } from '@/e2e/support/temporary-folders.ts'
import { NO_VERSION, type SavedViews } from '@/lib/agents/address/saved-views.ts'
import { createSealer } from '../auth/seal.ts'
import { openSqliteStore } from '../store/sqlite/sqlite.ts'
import type { Store } from '../store/store.ts'
import { StoreUnavailable } from '../store/store-unavailable.ts'
import type { ViewStore } from '../store/view-store.ts'
import { createSavedViews, readSavedViews } from './saved-views.ts'

const view = (id: string, rest: object = {}) => ({ id, name: 'Night', query: 'team=Night', ...rest })
const body = (rest: object = {}) => ({ version: NO_VERSION, views: [view('a')], default: null, ...rest })

describe('the views that a browser wants to keep', () => {
  test.each([
    ['nothing', body({ views: [] })],
    ['those of any version', body({ version: 'v'.repeat(100) })],
    ['fifty', body({ views: Array.from({ length: 50 }, (_, n) => view(`v${n}`)) })],
    [
      'the longest of everything',
      body({ views: [view('x'.repeat(64), { name: 'n'.repeat(80), query: 'q'.repeat(4_096) })] }),
    ],
    ['one of them by itself', body({ default: 'a' })],
    ['a built-in one by itself', body({ default: 'ready' })],
  ])('may be %s', (_what, given) => {
    expect(readSavedViews(given)).toEqual(given)
  })

  test.each([
    ['no object', null, ''],
    ['an array', [], ''],
    ['views that are none', body({ views: 'a' }), ''],
    ['fifty-one', body({ views: Array.from({ length: 51 }, (_, n) => view(`v${n}`)) }), 'at most 50 views'],
    ['two of one id', body({ views: [view('a'), view('a')] }), 'two views have the same id'],
    ['an id with a slash', body({ views: [view('a/b')] }), 'the id of a view has 1 to 64 letters'],
    ['an empty id', body({ views: [view('')] }), 'the id of a view'],
    ['an id that is too long', body({ views: [view('x'.repeat(65))] }), 'the id of a view'],
    ['a number as id', body({ views: [view(1 as never)] }), ''],
    ['no name', body({ views: [view('a', { name: '  ' })] }), 'a view needs a name'],
    [
      'a name that is too long',
      body({ views: [view('a', { name: 'n'.repeat(81) })] }),
      'at most 80 characters',
    ],
    [
      'a name that is half a character',
      body({ views: [view('a', { name: '\ud83d' })] }),
      'a name must be text',
    ],
    [
      'a query of one byte too many',
      body({ views: [view('a', { query: 'q'.repeat(4_097) })] }),
      'the view is too long to be kept',
    ],
    [
      'a query of too many bytes',
      body({ views: [view('a', { query: 'é'.repeat(2_049) })] }),
      'the view is too long to be kept',
    ],
    [
      'a query that ends in half a character',
      body({ views: [view('a', { query: '\ud83d' })] }),
      'the view must be text',
    ],
    ['an unknown one by itself', body({ default: 'b' }), 'the view that opens by itself is not among them'],
    ['no version', body({ version: undefined }), ''],
    ['an empty version', body({ version: '' }), ''],
  ])('may not be %s, and are refused in words', (_what, given, why) => {
    const refusal = expect.objectContaining({
      code: 'bad_request',
      message: expect.stringMatching(`^These views cannot be saved: .*${why}.*\\.$`),
    })
    expect(() => readSavedViews(given)).toThrow(refusal)
  })

  test('are views or refused, whatever is sent', () => {
    fc.assert(
      fc.property(fc.anything(), given => {
        try {
          readSavedViews(given)
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad_request' })
        }
      }),
    )
  })
})

describe('saved views', () => {
  const folder = temporaryFolders()
  const sealer = createSealer(['a secret of thirty-two bytes or more'])
  let store: Store

  beforeAll(() => {
    // The logger reads it.
    const env = {
      ZOOM_CLIENT_ID: 'a',
      ZOOM_CLIENT_SECRET: 'b',
      NEXTAUTH_URL: 'http://localhost:3000',
      LOG_LEVEL: 'silent',
    }
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
    vi.stubEnv('NEXTAUTH_SECRET', 'a secret of thirty-two bytes or more')
    store = openSqliteStore(folder())
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await store.close()
  })

  test('are none at first, and then as they were saved, for this person alone', async () => {
    const saved = createSavedViews(store, sealer)
    expect(await saved.get('ana')).toEqual({ version: NO_VERSION, views: [], default: null })
    const stored = await saved.put('ana', body({ default: 'a' }) as SavedViews)
    expect(stored.version).not.toBe(NO_VERSION)
    expect(await saved.get('ana')).toEqual(stored)
    expect((await saved.get('bo')).views).toEqual([])
  })

  test('of one tab never overwrite those of another', async () => {
    const saved = createSavedViews(store, sealer)
    const { version } = await saved.put('cy', body() as SavedViews)
    await saved.put('cy', { version, views: [view('b')], default: null })
    const late = saved.put('cy', { version, views: [view('c')], default: null })
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    await expect(saved.put('cy', body() as SavedViews)).rejects.toMatchObject({ code: 'conflict' })
    expect((await saved.get('cy')).views).toEqual([view('b')])
  })

  test('are no plain text in the store, and lost with the secret only', async () => {
    const saved = createSavedViews(store, sealer)
    await saved.put('di', body({ views: [view('a', { query: 'search=canary' })] }) as SavedViews)
    const record = await store.getViews('di')
    expect(record?.sealed).not.toContain('canary')
    const other = createSavedViews(store, createSealer(['another secret of thirty-two bytes or more']))
    const lost = await other.get('di')
    expect(lost.views).toEqual([])
    await other.put('di', { ...lost, views: [view('b')] })
    expect((await other.get('di')).views).toEqual([view('b')])
  })

  test('outlive the secret that sealed them, once they were read with its successor', async () => {
    const [old, next] = [
      'an old secret of thirty-two bytes or more',
      'a new secret of thirty-two bytes or more',
    ]
    const stored = await createSavedViews(store, createSealer([old])).put('ed', body() as SavedViews)
    const during = createSavedViews(store, createSealer([next, old]))
    const read = await during.get('ed')
    expect(read.views).toEqual(stored.views)
    expect(await during.get('ed')).toEqual(read)
    expect(await createSavedViews(store, createSealer([next])).get('ed')).toEqual(read)
  })

  test('are read though they cannot be sealed anew', async () => {
    const [old, next] = [
      'an old secret of thirty-two bytes or more',
      'a new secret of thirty-two bytes or more',
    ]
    const stored = await createSavedViews(store, createSealer([old])).put('flo', body() as SavedViews)
    const locked: ViewStore = {
      getViews: user_id => store.getViews(user_id),
      compareAndSetViews: () => Promise.reject(new StoreUnavailable(new Error('locked'))),
    }
    expect(await createSavedViews(locked, createSealer([next, old])).get('flo')).toEqual(stored)
    const broken = { ...locked, compareAndSetViews: () => Promise.reject(new Error('a fault of ours')) }
    await expect(createSavedViews(broken, createSealer([next, old])).get('flo')).rejects.toThrow(
      'a fault of ours',
    )
  })

  test('of one person do not open in the place of another', async () => {
    const saved = createSavedViews(store, sealer)
    await saved.put('gus', body() as SavedViews)
    const { sealed = '' } = (await store.getViews('gus')) ?? {}
    await store.compareAndSetViews('hal', null, sealed)
    expect((await saved.get('hal')).views).toEqual([])
  })
})
