import { expect, test } from 'vitest'
import { fileName } from './download-csv.ts'

const NIGHT = new Date('2026-11-27T23:05:09Z')

test('a file is named after the day and the minute where its reader is, and after what it is', () => {
  expect(fileName(NIGHT, 'Europe/Berlin', false)).toBe('Rollcall agents 2026-11-28 0005.csv')
  expect(fileName(NIGHT, 'America/New_York', true)).toBe('Rollcall agents 2026-11-27 1805 PARTIAL.csv')
})
