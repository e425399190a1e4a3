import { type RefObject, useLayoutEffect, useMemo } from 'react'
import { type ColumnChoice, columnTracks } from '@/lib/agents/address/columns.ts'
import type { Field } from '@/lib/agents/field.ts'
import type { Agent } from '@/lib/agents/schema.ts'

/** Gives the columns their widths by script; in the first paint they are those of the page's own style element. */
export function useTracks(
  scroller: RefObject<HTMLElement | null>,
  fields: readonly Field[],
  widths: ColumnChoice['widths'],
  agents: readonly Agent[],
): void {
  // Made once for the columns that are shown: tracks that followed every page and reading would make the table jump.
  const hasAgents = agents.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const tracks = useMemo(() => columnTracks(fields, widths, agents), [fields, widths, hasAgents])
  useLayoutEffect(() => {
    for (const [name, value] of Object.entries(tracks)) scroller.current?.style.setProperty(name, value)
  }, [scroller, tracks])
}
