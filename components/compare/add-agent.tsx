import { Autocomplete } from '@base-ui/react/autocomplete'
import { useState } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { PopoverGroup, usePopover } from '@/components/ui/popover.tsx'
import { cleanSearch, createSearch } from '@/lib/agents/narrow/search.ts'
import type { Agent } from '@/lib/agents/schema.ts'

/** The most that are offered at once: who is not among them is found by typing more. */
const MOST_OFFERED = 8

type Props = {
  /** Who is compared already. */
  ids: readonly string[]
  /** All agents that the page knows. */
  known: readonly Agent[]
  /** What stands in the way of another one. */
  full: string | null
  onAdd: (user_id: string) => void
}

/** Finds one more agent for a comparison by name, email or ID. */
export function AddAgent({ ids, known, full, onAdd }: Props) {
  const { isOpen, close, buttonProps, popoverProps } = usePopover()
  const add = (user_id: string) => {
    close()
    onAdd(user_id)
  }
  return (
    <>
      <button type="button" className="button button-ghost" {...buttonProps}>
        <Icon name="plus" />
        Add agent
      </button>
      <PopoverGroup label="Add agent" {...popoverProps} className="w-80 p-2">
        {isOpen && (full ?? <Finder ids={ids} known={known} onAdd={add} />)}
      </PopoverGroup>
    </>
  )
}

function Finder({ ids, known, onAdd }: Omit<Props, 'full'>) {
  const [typed, setTyped] = useState('')
  const finds = createSearch(cleanSearch(typed))
  const taken = new Set(ids)
  const offered = known
    .values()
    .filter(({ user_id }) => !taken.has(user_id) && taken.add(user_id))
    .filter(finds)
    .take(MOST_OFFERED)
    .toArray()
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      autoHighlight="always"
      keepHighlight
      items={offered}
      value={typed}
      onValueChange={setTyped}
      itemToStringValue={({ display_name = '' }: Agent) => display_name}
    >
      <Autocomplete.Input
        aria-label="Find an agent"
        placeholder="Find an agent"
        autoComplete="off"
        spellCheck={false}
        maxLength={256}
        dir="auto"
        className="h-7 w-full rounded-md border border-control bg-bg px-2 max-sm:h-10 max-sm:text-[1rem]"
      />
      <Autocomplete.Empty className="px-1.5 text-text-3 not-empty:py-2">
        {offered.length === 0 && 'No matches'}
      </Autocomplete.Empty>
      <Autocomplete.List aria-label="Agents to add" className="not-empty:pt-1.5">
        {(agent: Agent) => (
          <Autocomplete.Item
            key={agent.user_id}
            value={agent}
            onClick={() => onAdd(agent.user_id)}
            className="cursor-default rounded-md px-1.5 py-1 [overflow-wrap:anywhere] data-highlighted:bg-selected forced-colors:data-highlighted:outline-2"
          >
            <bdi translate={agent.display_name ? 'no' : undefined} className="block">
              {agent.display_name ?? 'No name'}
            </bdi>
            <bdi translate="no" className="block text-text-3">
              {agent.user_email ?? agent.user_id}
            </bdi>
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}
