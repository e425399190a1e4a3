import { type RefObject, useEffect, useEffectEvent } from 'react'
import type { Field } from '@/lib/agents/field.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { copySelectedRows } from './copied-text.ts'

/** Text that is selected over several rows is copied as these rows, with their columns, which a spreadsheet takes as such. */
export function useCopiedText(
  scroller: RefObject<HTMLElement | null>,
  agents: readonly Agent[],
  fields: readonly Field[],
  zone: string,
): void {
  const onCopy = useEffectEvent((event: ClipboardEvent) =>
    copySelectedRows(event, scroller.current, agents, fields, zone),
  )
  useEffect(() => {
    document.addEventListener('copy', onCopy)
    return () => document.removeEventListener('copy', onCopy)
  }, [])
}
