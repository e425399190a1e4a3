import { constructTable, createColumnHelper, tableFeatures } from '@tanstack/react-table'
import { useMemo } from 'react'
import type { Field } from '@/lib/agents/field.ts'
import { COLUMNS } from '@/lib/agents/fields.ts'
import type { Agent } from '@/lib/agents/schema.ts'

/** Holds what it was made with: this table has no state that could change by itself. */
function createStill<T>(value: T) {
  return { get: () => value, set() {}, subscribe: () => ({ unsubscribe() {} }) }
}

const features = tableFeatures({
  // The library's own binding for React comes with a store, 2 kB of scripts, that would hold nothing here.
  coreReactivityFeature: {
    createOptionsStore: false,
    wrapExternalAtoms: false,
    addSubscription() {},
    createWritableAtom: createStill,
    createReadonlyAtom: make => createStill(make()),
    untrack: work => work(),
    batch: work => work(),
    schedule: queueMicrotask,
  },
  columnMeta: {} as { field: Field },
})

const helper = createColumnHelper<typeof features, Agent>()

const columns = new Map(
  COLUMNS.map((field: Field) => [
    field.key,
    helper.accessor(agent => field.value(agent), {
      id: field.key,
      header: field.label,
      meta: { field },
    }),
  ]),
)

type Options = {
  /** Agents are narrowed, ordered and windowed before they come here (docs/decisions/0014). */
  agents: readonly Agent[]
  fields: readonly Field[]
}

const rowId = (agent: Agent) => agent.user_id

/** The table library's model of the columns that are shown, in their order. */
export function useColumns({ agents, fields }: Options) {
  const shown = useMemo(() => helper.columns(fields.flatMap(({ key }) => columns.get(key) ?? [])), [fields])
  return useMemo(
    () => constructTable({ features, columns: shown, data: agents as Agent[], getRowId: rowId }),
    [shown, agents],
  )
}

export type Columns = ReturnType<typeof useColumns>
