import { useMemo, useRef } from 'react'
import type { Field } from '@/lib/agents/field.ts'
import { type OwnLook, shownFields } from '@/lib/agents/look/own-look.ts'
import type { Agent } from '@/lib/agents/schema.ts'

/** The same array while the same columns are shown: a new one would render every row anew. */
export function useShownFields(
  keys: OwnLook['keys'],
  agents: readonly Agent[],
  region: Field,
): readonly Field[] {
  const last = useRef<readonly Field[]>([])
  return useMemo(() => {
    const fields = shownFields(keys, agents).map(field => (field.key === region.key ? region : field))
    const isSame =
      fields.length === last.current.length && fields.every((field, place) => field === last.current[place])
    if (!isSame) last.current = fields
    return last.current
  }, [keys, agents, region])
}
