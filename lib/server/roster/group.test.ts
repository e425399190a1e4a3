import { expect, test } from 'vitest'
import { z } from 'zod'
import { agentsOf } from '@/e2e/support/roster/roster-without-zoom.ts'
import { agentSchema } from '@/lib/agents/schema.ts'
import { nameOf } from './group.ts'
import { Held } from './held/held.ts'
import { Rhythm } from './rhythm.ts'

test('a group has another name where agents have a field more, or a part of one', () => {
  const { channel_settings } = agentSchema.shape
  const more = z.unknown().optional()
  const names = [
    agentSchema.extend({ more }),
    agentSchema.extend({ channel_settings: channel_settings.unwrap().unwrap().extend({ more }) }),
    agentSchema.omit({ teams: true }),
  ].map(agent => nameOf('group', agent))
  expect(new Set([...names, nameOf('group'), nameOf('another')]).size).toBe(names.length + 2)
  expect(nameOf('group', agentSchema.extend({}))).toBe(nameOf('group'))
})

// Whoever changes this gives `FORM` another number.
test('what is kept beside the fields has the form that the number stands for', () => {
  const held = new Held()
  held.applyPage(
    {
      pass: 'main',
      index: 0,
      asked_at: 0,
      read_at: 60_000,
      users: agentsOf(1),
      total: 1,
      skipped: 0,
      doubled: 0,
    },
    0,
  )
  held.endWalk(
    {
      reached_end: true,
      drifted: false,
      ids: ['agent 0'],
      repeated: new Set(),
      pages: { main: 1, inactive: 0 },
    },
    60_000,
  )
  const update = held.updateAfter(0)
  const { standing } = new Rhythm(15_000, () => 15_000)
  const parts = {
    head: held.head,
    page: held.head.pages.main[0],
    update,
    row: update.rows[0],
    sample: update.samples[0],
    standing,
  }
  const keys = Object.entries(parts).map(([name, part]) => [name, Object.keys(part ?? {}).join()])
  expect(Object.fromEntries(keys)).toEqual({
    head: 'pages,totals,place,complete,missed,forgotten',
    page: 'asked_at,read_at,skipped,doubled',
    update: 'rows,order,samples',
    row: 'user_id,profile,status,seq,since,begun_after',
    sample: 'seq,at,counts',
    standing: 'started_at,took_ms,not_before,is_relaxed,is_hurried,endless,told',
  })
})
