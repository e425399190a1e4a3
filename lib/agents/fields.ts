import { formatCountry } from '../formats.ts'
import { choice, type Field, id, instant, isColumn, limit, text } from './field.ts'
import { COUNT, PERCENT } from './limit.ts'
import { plainWords } from './plain-words.ts'
import { statusRank, statusWord } from './status/status.ts'

/** Zoom's "Default" integration means none (zoom.md 2.1). */
function integrationWords(word: string): string {
  return word === 'Default' ? 'None' : word.replaceAll('_', ' ')
}

/** In one spelling: Zoom's and a person's may differ. */
function countryCode(code: string): string {
  return plainWords(code.toUpperCase())
}

/**
 * Everything that an agent tells, once: table, profile, filters, orders, comparison and files read it from here. The
 * order is that of the columns. A filter more is the name of its parameter, `filter`.
 */
export const FIELDS = [
  text('display_name', 'Name', {
    cell: 'name',
    isName: true,
    column: 'always',
    width: 16,
  }),
  text('user_email', 'Email', { isName: true, column: 'always', width: 13, widest: 28 }),
  choice('status_name', 'Status', {
    cell: 'status',
    isName: true,
    column: 'always',
    width: 16,
    filter: 'status',
    value: statusWord,
    words: word => word,
    rank: statusRank,
    text: agent => {
      const word = statusWord(agent)
      return word && agent.sub_status_name ? `${word} · ${agent.sub_status_name}` : word
    },
  }),
  text('sub_status_name', 'Reason', {
    isName: true,
    column: 'never',
    filter: 'reason',
    notTold: 'No reason',
  }),
  choice('user_access', 'Access', {
    cell: 'access',
    column: 'always',
    width: 6.75,
    widest: 12,
    filter: 'access',
    kind: 'untold',
  }),
  text('role_name', 'Role', {
    isName: true,
    column: 'told',
    width: 7.25,
    filter: 'role',
    value: a => a.role_name ?? a.role_id,
  }),
  text('region_name', 'Region', {
    isName: true,
    column: 'told',
    width: 7.25,
    filter: 'region',
    kind: 'untold',
    value: a => a.region_name ?? a.region_id,
  }),
  limit('concurrent_message_capacity', 'Message capacity', COUNT, { filter: 'messages' }),
  limit('concurrent_email_capacity', 'Email capacity', COUNT, { filter: 'emails' }),
  limit('max_agent_load', 'Max agent load', PERCENT, { filter: 'load' }),
  limit('email_max_agent_load', 'Email max agent load', PERCENT),
  choice('client_integration', 'Integration', {
    isName: true,
    column: 'told',
    width: 9,
    filter: 'integration',
    words: integrationWords,
    text: ({ client_integration, client_integration_name: name }) => {
      const words = client_integration && integrationWords(client_integration)
      return words && name && !name.startsWith(words) ? `${words} (${name})` : (name ?? words)
    },
  }),
  text('country_iso_code', 'Country', {
    column: 'told',
    width: 9,
    filter: 'country',
    read: countryCode,
    value: ({ country_iso_code: code }) => code && countryCode(code),
    words: formatCountry,
  }),
  instant('last_modified_time', 'Last modified', { column: 'told', filter: 'changed' }),
  text('teams', 'Team', {
    isName: true,
    width: 9,
    filter: 'team',
    value: agent => agent.teams?.flatMap(({ team_name, team_id }) => team_name ?? team_id ?? []),
  }),
  choice('package_name', 'Package', { isName: true, filter: 'package' }),
  choice('add_ons_plan', 'Add-ons', { isName: true, width: 11 }),
  choice('multi_channel_engagements', 'Multi-channel', {
    path: 'channel_settings.multi_channel_engagements.enable',
    value: agent => agent.channel_settings?.multi_channel_engagements?.enable,
  }),
  choice('emergency_calling', 'Emergency calling', { column: 'profile' }),
  text('billing_account_name', 'Billing account', {
    isName: true,
    width: 10,
    value: agent => agent.billing_account_name ?? agent.billing_account_id,
  }),
  id('user_id', 'User ID'),
  id('cc_user_id', 'Contact Center ID'),
  id('modified_by', 'Modified by'),
] as const satisfies readonly Field[]

export type FieldKey = (typeof FIELDS)[number]['key']

/** The fields that the table can have as columns: by them the list is ordered, too. */
export const COLUMNS = FIELDS.filter(isColumn)

const byKey = new Map<string, Field>(FIELDS.map(field => [field.key, field]))

/** The field of a key of ours; undefined for any other text. */
export function findField(key: string): (Field & { key: FieldKey }) | undefined {
  return byKey.get(key) as (Field & { key: FieldKey }) | undefined
}

export function fieldOf(key: FieldKey): Field {
  return byKey.get(key) as Field
}

/** The fields that the browser narrows the list by, by the names in the address. */
export const FILTERS: ReadonlyMap<string, Field> = new Map(
  FIELDS.flatMap((field: Field) => (field.filter ? [[field.filter, field] as const] : [])),
)
