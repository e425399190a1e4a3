import { expect, test } from 'vitest'
import { readInterval } from './preferences.ts'

test.each(['0', '10', '15', '30', '60'])(
  'whoever has chosen %s seconds has them, whatever the server reads at',
  value => {
    expect(readInterval(value, 5)).toBe(Number(value))
    expect(readInterval(value, 300)).toBe(Number(value))
  },
)

test.each([
  [5, 15],
  [15, 15],
  [16, 30],
  [30, 30],
  [60, 60],
  [300, 60],
])(
  'where the server reads every %i s, whoever has chosen nothing that there is has %i s',
  (server, seconds) => {
    for (const value of [undefined, '', '5', '15.0', 'soon'])
      expect(readInterval(value, server)).toBe(seconds)
  },
)
