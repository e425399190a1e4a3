import { expect, test } from 'vitest'
import { Pages } from './pages.ts'

const page = (read_at: number, total?: number, skipped = 0, doubled = 0) => ({
  asked_at: read_at - 1,
  read_at,
  total,
  skipped,
  doubled,
})

test('nothing is known before the first page', () => {
  const pages = new Pages()
  expect([pages.total, pages.skipped, pages.readAt, pages.isApart]).toEqual([null, 0, null, false])
  expect(pages.askedAt).toBe(0)
})

test('what was skipped is the sum of all pages, each as it was read last', () => {
  const pages = new Pages()
  pages.note('main', 0, page(1, 9, 2))
  pages.note('main', 1, page(2, 9, 3))
  pages.note('inactive', 0, page(3, 1, 4))
  pages.note('main', 0, page(4, 9, 0))
  expect(pages.skipped).toBe(7)
  expect(pages.readAt).toEqual({ oldest: 2, latest: 4 })
  expect(pages.askedAt).toBe(1)
})

test('the total is that of all passes, and unknown while one of them has named none', () => {
  const pages = new Pages()
  pages.note('main', 0, page(1, 9))
  expect(pages.total).toBe(9)
  pages.note('inactive', 0, page(2))
  expect(pages.total).toBeNull()
  pages.note('inactive', 1, page(3, 2))
  expect(pages.total).toBe(11)
  pages.note('main', 1, page(4))
  expect([pages.total, pages.totals]).toEqual([11, { main: 9, inactive: 2 }])
})

test('whoever stands twice in the list counts once, as long as they do', () => {
  const pages = new Pages()
  expect(pages.totalOnce).toBeNull()
  pages.note('main', 0, page(1, 9, 0, 2))
  pages.note('main', 1, page(2, 9, 0, 1))
  expect([pages.total, pages.totalOnce]).toEqual([9, 6])
  pages.note('main', 0, page(3, 9))
  expect(pages.totalOnce).toBe(8)
  pages.note('main', 1, page(4, 0, 0, 1))
  expect(pages.totalOnce).toBe(0)
})

test('a total is smaller only beside one that was named before', () => {
  const pages = new Pages()
  const falls = [page(1), page(2, 9), page(3), page(4, 9), page(5, 10), page(6, 8)].map(noted =>
    pages.note('main', 0, noted),
  )
  expect(falls).toEqual([false, false, false, false, false, true])
  expect(pages.note('inactive', 0, page(7, 1))).toBe(false)
})

test('pages beyond the end of a walk are over, and with the last of them the total of the inactive', () => {
  const pages = new Pages()
  for (const index of [0, 1, 2]) pages.note('main', index, page(index, 9, 1))
  pages.note('inactive', 0, page(3, 2, 1))
  pages.end({ main: 2, inactive: 1 })
  expect([pages.skipped, pages.total]).toEqual([3, 11])
  pages.end({ main: 2, inactive: 0 })
  expect([pages.skipped, pages.total, pages.totals.inactive]).toEqual([2, 9, undefined])
})

test('how much of the list a walk has read shows in the moments of its pages', () => {
  const pages = new Pages()
  expect(pages.shareReadSince(0)).toBe(0)
  for (const index of [0, 1, 2]) pages.note('main', index, page(10))
  pages.note('inactive', 0, page(10))
  expect(pages.shareReadSince(10)).toBe(0)
  pages.note('main', 0, page(11))
  expect(pages.shareReadSince(10)).toBe(1 / 4)
  pages.note('inactive', 0, page(12))
  expect(pages.shareReadSince(10)).toBe(2 / 4)
})

test('another instance knows the same', () => {
  const pages = new Pages()
  pages.note('main', 0, page(1, 9, 1))
  pages.note('inactive', 0, page(2, 2))
  const other = new Pages()
  other.take(JSON.parse(JSON.stringify(pages.head)))
  expect([other.total, other.skipped, other.readAt]).toEqual([11, 1, { oldest: 1, latest: 2 }])
  expect(other.askedAt).toBe(0)
})
