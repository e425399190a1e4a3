import { type RefObject, useEffect, useEffectEvent } from 'react'
import { usePreload } from '@/components/ui/lazy-part.tsx'
import type { Field } from '@/lib/agents/field.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import type { copySelectedRows } from './copied-text.ts'

let copy: typeof copySelectedRows | undefined

/** Comes at rest: the event itself does not wait. */
const PARTS = [
  {
    async load() {
      copy = (await import('./copied-text.ts')).copySelectedRows
    },
  },
]

/** Text that is selected over several rows is copied as these rows, with their columns, which a spreadsheet takes as such. */
export function useCopiedText(
  scroller: RefObject<HTMLElement | null>,
  agents: readonly Agent[],
  fields: readonly Field[],
  zone: string,
): void {
  usePreload(PARTS)
  const onCopy = useEffectEvent((event: ClipboardEvent) =>
    copy?.(event, scroller.current, agents, fields, zone),
  )
  useEffect(() => {
    document.addEventListener('copy', onCopy)
    return () => document.removeEventListener('copy', onCopy)
  }, [])
}
