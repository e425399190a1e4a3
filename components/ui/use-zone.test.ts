import { expect, test, vi } from 'vitest'
import { formatTime } from '@/lib/formats.ts'
import { readZone } from './use-zone.ts'

test.each([
  ['Asia/Tokyo', '18:12'],
  ['Etc/Unknown', '09:12'],
])('in a browser whose zone is %s times can be told', (timeZone, time) => {
  const options = { ...Intl.DateTimeFormat().resolvedOptions(), timeZone }
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue(options)
  expect(formatTime('2026-11-24T09:12:00Z', readZone())).toBe(time)
})
