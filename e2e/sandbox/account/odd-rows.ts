import { SEED_EXAMPLE } from './seed-example.ts'

type Row = Record<string, unknown>

/** What a row may turn into; the ones that keep their row stay readable, at least in part. */
const TURNS: readonly ((row: Row) => unknown)[] = [
  () => null,
  () => 'agent',
  () => 42,
  () => [],
  ({ user_id: _id, ...row }) => row,
  row => numericIds(row),
  row => ({
    ...row,
    display_name: { first: 'Jill' },
    user_email: 7,
    status_id: true,
    teams: 'Blue',
    add_ons_plan: { 0: 'ai_expert_assist' },
    last_modified_time: 1_581_370_790_000,
    channel_settings: 'none',
  }),
  row => ({ ...row, ...SEED_EXAMPLE.users[0], user_id: row.user_id }),
  row => ({ ...row, user_id: '' }),
  row => ({
    ...row,
    channel_settings: {
      multi_channel_engagements: { enable: 'true', max_agent_load: '80' },
      concurrent_message_capacity: '3',
      concurrent_email_capacity: null,
    },
  }),
  row => Object.fromEntries(Object.keys(row).map(key => [key, key === 'user_id' ? row[key] : null])),
]

/** Spreads the share evenly and takes the turns in order, so every kind comes up. */
export function malformed(rows: readonly Row[], share: number, turn: number): unknown[] {
  let turned = turn
  return rows.map((row, index) => {
    if (Math.floor((index + 1) * share) === Math.floor(index * share)) return row
    turned += 1
    return TURNS[turned % TURNS.length]?.(row) ?? null
  })
}

/** Ids as numbers; the same id always gives the same number. */
export function numericIds(row: Row): Row {
  const { user_id, status_id, sub_status_id } = row
  const changed: Row = { ...row, user_id: Buffer.from(String(user_id)).readUIntBE(0, 6) }
  if (status_id !== undefined) changed.status_id = Number(status_id)
  if (sub_status_id !== undefined) changed.sub_status_id = Number(sub_status_id)
  return changed
}
