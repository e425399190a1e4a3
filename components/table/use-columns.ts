import { createColumnHelper, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table'
import { useMemo } from 'react'
import { type Field, isColumn } from '@/lib/agents/field.ts'
import { FIELDS, type FieldKey } from '@/lib/agents/fields.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import type { Order } from '@/lib/agents/view.ts'

const features = tableFeatures({ rowSortingFeature, columnMeta: {} as { field: Field } })

const helper = createColumnHelper<typeof features, Agent>()

const columns = new Map(
  FIELDS.filter(isColumn).map((field: Field) => [
    field.key,
    helper.accessor(agent => field.value(agent), {
      id: field.key,
      header: field.label,
      meta: { field },
      sortDescFirst: false,
    }),
  ]),
)

type Options = {
  /** Agents are narrowed, ordered and windowed before they come here (docs/decisions/0014). */
  agents: readonly Agent[]
  fields: readonly Field[]
  sort: readonly Order[]
  onSort: (sort: readonly Order[]) => void
}

const rowId = (agent: Agent) => agent.user_id

/** The table library's model of the columns that are shown, in their order, and of what they order the list by. */
export function useColumns({ agents, fields, sort, onSort }: Options) {
  const shown = useMemo(() => helper.columns(fields.flatMap(({ key }) => columns.get(key) ?? [])), [fields])
  const sorting = useMemo(() => sort.map(({ key, descending }) => ({ id: key, desc: descending })), [sort])
  return useTable({
    features,
    columns: shown,
    data: agents as Agent[],
    getRowId: rowId,
    manualSorting: true,
    state: { sorting },
    onSortingChange: change => {
      const next = typeof change === 'function' ? change(sorting) : change
      onSort(next.map(({ id, desc }) => ({ key: id as FieldKey, descending: desc })))
    },
  })
}

export type Columns = ReturnType<typeof useColumns>
