import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { useMemo } from 'react'
import { type Field, isColumn } from '@/lib/agents/field.ts'
import { FIELDS } from '@/lib/agents/fields.ts'
import type { Agent } from '@/lib/agents/schema.ts'

const features = tableFeatures({ columnMeta: {} as { field: Field } })

const helper = createColumnHelper<typeof features, Agent>()

const columns = new Map(
  FIELDS.filter(isColumn).map((field: Field) => [
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
  return useTable({
    features,
    columns: shown,
    data: agents as Agent[],
    getRowId: rowId,
  })
}

export type Columns = ReturnType<typeof useColumns>
