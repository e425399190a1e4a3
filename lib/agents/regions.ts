import { describeValue, type Field } from './field.ts'
import { plainWords } from './plain-words.ts'
import type { Agent, Region } from './schema.ts'

/** A region as it can be chosen; `name` is unlike every other's. `isTwin`: at Zoom it is not. */
export type NamedRegion = { region_id: string; name: string; isTwin?: true }

type Found = { region_id: string; name: string; zone?: string }

/** What tells regions of one name apart: the first that does. */
const MARKS: readonly ((region: Found) => string | undefined)[] = [
  ({ zone }) => zone,
  ({ region_id }) => region_id.slice(0, 6),
  ({ region_id }) => region_id,
]

/**
 * Zoom's regions by name, with those only the agents name (deleted, or the list may not be read) and the one that is
 * set. Regions of one name are told apart by their zone, or else by the beginning of their id.
 */
export function listRegions(
  regions: readonly Partial<Region>[],
  agents: readonly Agent[],
  set: string,
): NamedRegion[] {
  const found = new Map<string, Found>()
  const told: readonly Partial<Region>[] = [...regions, ...agents, { region_id: set }]
  for (const { region_id, region_name, sip_zone_name: zone } of told)
    if (region_id && !found.has(region_id))
      found.set(region_id, { region_id, name: plainWords(region_name ?? region_id), zone })

  return [...Map.groupBy(found.values(), ({ name }) => name).values()]
    .flatMap(same => {
      const mark = same.length > 1 && MARKS.find(mark => areApart(same.map(mark)))
      return same.map(region => {
        const { region_id, name } = region
        return mark
          ? { region_id, name: `${name} · ${mark(region)}`, isTwin: true as const }
          : { region_id, name }
      })
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
}

/**
 * The field Region, with values (and so words and an order) that tell regions of one name apart. Where no two share a name
 * it is the very field of FIELDS.
 */
export function withRegionsApart(field: Field, regions: readonly NamedRegion[]): Field {
  const names = new Map(
    regions.flatMap(({ region_id, name, isTwin }) => (isTwin ? [[region_id, name] as const] : [])),
  )
  if (names.size === 0) return field
  const value: Field['value'] = agent => names.get(agent.region_id ?? '') ?? field.value(agent)
  return { ...field, value, text: agent => describeValue(value(agent), field.words) }
}

/** Whether each has a mark, and no two the same. */
function areApart(marks: readonly (string | undefined)[]): boolean {
  return new Set(marks).size === marks.length && !marks.includes(undefined)
}
