import { describeValue, type Field } from './field.ts'
import { plainWords } from './plain-words.ts'
import type { Agent, Region } from './schema.ts'

/** A region as it can be chosen; `name` is unlike every other's. `isTwin`: at Zoom it is not. */
export type NamedRegion = { region_id: string; name: string; isTwin?: true }

const SHORT_ID = 6

/**
 * Zoom's regions by name, with those only the agents name (deleted, or the list may not be read) and the one that is
 * set. Regions of one name are told apart by their zone, or else by the beginning of their id.
 */
export function listRegions(
  regions: readonly Partial<Region>[],
  agents: readonly Agent[],
  set: string,
): NamedRegion[] {
  const found = new Map<string, { name: string; zone?: string }>()
  for (const { region_id, region_name, sip_zone_name } of regions)
    if (region_id) found.set(region_id, { name: plainWords(region_name ?? region_id), zone: sip_zone_name })
  for (const { region_id, region_name } of agents)
    if (region_id && !found.has(region_id))
      found.set(region_id, { name: plainWords(region_name ?? region_id) })
  if (set && !found.has(set)) found.set(set, { name: set })

  const byName = Map.groupBy(found, ([, { name }]) => name)
  return [...byName.values()]
    .flatMap(same => {
      if (same.length === 1) return same.map(([region_id, { name }]) => ({ region_id, name }))
      const byZone = tellApart(same, ([, { zone }]) => zone)
      const byId = tellApart(same, ([id]) => id.slice(0, SHORT_ID))
      return same.map(entry => {
        const [region_id, { name, zone }] = entry
        const mark = byZone ? zone : byId ? region_id.slice(0, SHORT_ID) : region_id
        return { region_id, name: `${name} · ${mark}`, isTwin: true as const }
      })
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
}

/** The field Region whose values, and so its words and its order, tell regions of one name apart; the very same field where all have their own. */
export function withRegionsApart(field: Field, regions: readonly NamedRegion[]): Field {
  const names = new Map(
    regions.flatMap(({ region_id, name, isTwin }) => (isTwin ? [[region_id, name] as const] : [])),
  )
  if (names.size === 0) return field
  const value: Field['value'] = agent => names.get(agent.region_id ?? '') ?? field.value(agent)
  return { ...field, value, text: agent => describeValue(value(agent), field.words) }
}

/** Whether each has a mark, and no two the same. */
function tellApart<Entry>(entries: readonly Entry[], mark: (entry: Entry) => string | undefined): boolean {
  const marks = new Set(entries.map(mark))
  return marks.size === entries.length && !marks.has(undefined)
}
