import { type RefObject, useLayoutEffect, useState } from 'react'
import type { Field } from '@/lib/agents/field.ts'
import { columnTracks, SAMPLE } from '@/lib/agents/look/column-tracks.ts'
import type { OwnLook } from '@/lib/agents/look/own-look.ts'
import type { Agent } from '@/lib/agents/schema.ts'

/**
 * Gives the columns their widths by script; in the first paint they are those of the page's own style element. They have
 * room for the texts of the agents `measured`.
 */
export function useTracks(
  scroller: RefObject<HTMLElement | null>,
  fields: readonly Field[],
  widths: OwnLook['widths'],
  measured: readonly Agent[],
): void {
  // Tracks that followed every page and reading would make the table jump: they are made anew only where too few agents
  // had been held to go by, such as the one whom a search found.
  const [sample, setSample] = useState(measured)
  if (sample.length < Math.min(SAMPLE, measured.length)) setSample(measured)
  useLayoutEffect(() => {
    const tracks = columnTracks(fields, widths, sample)
    for (const [name, value] of Object.entries(tracks)) scroller.current?.style.setProperty(name, value)
  }, [scroller, fields, widths, sample])
}
