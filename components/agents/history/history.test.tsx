import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { StatusSample } from '@/lib/agents/status/status-history.ts'
import { HistoryLine } from './history-line.tsx'
import { HistoryTable } from './history-table.tsx'

const START = Date.UTC(2026, 10, 27, 14)
const MINUTE = 60_000

const sample = (minute: number, ready: number, fields: Partial<StatusSample> = {}): StatusSample => ({
  at: new Date(START + minute * MINUTE).toISOString(),
  counts: { ready, 'not-ready': 0, occupied: 0, offline: 3, custom: 0, unknown: 0 },
  ...fields,
})

const lineOf = (samples: StatusSample[]) =>
  renderToStaticMarkup(<HistoryLine samples={samples} kind="ready" width={33} height={13} />)
const pathsOf = (samples: StatusSample[]) =>
  [...lineOf(samples).matchAll(/<path d="([^"]+)"/g)].map(([, d]) => d)

describe('a line', () => {
  test('ends at the right with the latest reading, half an hour wide, more being higher', () => {
    expect(pathsOf([sample(0, 10), sample(15, 20), sample(30, 15)])).toEqual(['M1.5 11.5L16.5 1.5L31.5 6.5'])
    expect(pathsOf([sample(15, 10), sample(30, 20)])).toEqual(['M16.5 11.5L31.5 1.5'])
  })

  test('is broken where nothing was read, and a single reading is a dot', () => {
    const samples = [sample(0, 10), sample(10, 20), sample(20, 10, { after_gap: true }), sample(30, 20)]
    expect(pathsOf(samples)).toEqual(['M1.5 11.5L11.5 1.5', 'M21.5 11.5L31.5 1.5'])
    expect(pathsOf([sample(30, 5)])).toEqual([])
    expect(lineOf([sample(30, 5)])).toContain('<circle cx="31.5" cy="6.5"')
  })

  test('stays nearly flat where next to nothing changes', () => {
    expect(pathsOf([sample(0, 500), sample(30, 501)])).toEqual(['M1.5 6.6L31.5 6.4'])
    expect(pathsOf([sample(0, 3), sample(30, 4)])).toEqual(['M1.5 7.8L31.5 5.3'])
  })

  test('has no style of its own, which the policy would refuse', () => {
    expect(lineOf([sample(0, 1), sample(30, 2)])).not.toContain('style=')
  })
})

describe('the table', () => {
  const textOf = (samples: StatusSample[]) =>
    renderToStaticMarkup(<HistoryTable samples={samples} zone="Europe/Berlin" />)
      .replace(/<svg.*?<\/svg>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')

  test('has the counts of every five minutes that are known, the least and the most', () => {
    const samples = [sample(18, 8), sample(20, 9), sample(24, 4), sample(25, 5), sample(30, 7)]
    const text = textOf(samples)
    expect(text).toContain('15:20 15:25 15:30 Lowest Highest')
    expect(text).toContain('Ready 9 5 7 4 9 Offline 3 3 3 3 3')
    expect(text).not.toContain('Occupied')
    expect(text).toContain('As seen by Rollcall since 15:18.')
  })

  test('says where nothing was read, and from when to when all of it was', () => {
    const samples = [sample(0, 8), sample(11, 8), sample(23, 5, { after_gap: true }), sample(30, 7)]
    const text = textOf(samples)
    expect(text).toContain('Ready 8 8 8 – not read – not read 5 7 5 8')
    expect(text).toContain('As seen by Rollcall from 15:00 to 15:30.')
    // Readings do not fall on the minute: one of 29 minutes ago is of all of it, one of 28 is not.
    expect(textOf([sample(1, 8), sample(30, 7)])).toContain('from 15:01 to 15:30.')
    expect(textOf([sample(2, 8), sample(30, 7)])).toContain('since 15:02.')
    expect(text).toContain('Where a line is broken, nothing was read.')
  })

  test('says that there is nothing yet', () => {
    expect(textOf([])).toContain('Nothing has been counted yet.')
  })
})
