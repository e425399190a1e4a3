import { useState } from 'react'
import type { ListLocation } from '@/lib/agents/address/address.ts'
import type { Held } from '../held/use-held.ts'

/**
 * Whether what was last changed in a selection, its number or how many of it are in the list, is a reading's doing and
 * not the person's: that is seen, and not said. What a reading takes from the selection goes a moment after it.
 */
export function useIsOfRead(
  list: Held['list'],
  selected: ReadonlySet<string>,
  location: ListLocation,
): boolean {
  const [last, setLast] = useState({ list, selected, location, isOfRead: false })
  if (last.list === list && last.selected === selected && last.location === location) return last.isOfRead
  const isGone = (user_id: string) => last.selected.has(user_id) && !selected.has(user_id)
  const isPersons =
    last.location !== location ||
    selected.values().some(user_id => !last.selected.has(user_id)) ||
    list?.agents.some(({ user_id }) => isGone(user_id))
  const isOfRead = !isPersons && (last.list !== list || last.isOfRead)
  setLast({ list, selected, location, isOfRead })
  return isOfRead
}
