import type { Loading } from '../../export/rest.ts'
import type { Held } from '../held/use-held.ts'
import type { useSelection } from './use-selection.ts'

/** The agents that are selected as a list of their own: complete unless some of them are still to come. */
export function toSelectedList(held: Held, selection: ReturnType<typeof useSelection>): Loading {
  const { isGrowing, missing, chosen, selected } = selection
  const { list } = held
  if (!list) return held
  // The last of them may be here and not yet selected.
  if (isGrowing)
    return { ...held, list: { ...list, skipped: 0, end: list.end === 'whole' ? 'more' : list.end } }
  // Whoever does not come with all agents is no longer selected: none is missing for good.
  const end = missing > 0 ? 'more' : 'whole'
  return { ...held, list: { ...list, agents: chosen, total: selected.size, skipped: 0, end } }
}
