import { useState } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { MenuItem } from '@/components/ui/menu.tsx'
import type { ListLocation } from '@/lib/agents/address/address.ts'
import type { ColumnChoice } from '@/lib/agents/address/columns.ts'
import { linkTo } from '@/lib/agents/address/link.ts'
import type { Agent } from '@/lib/agents/schema.ts'

export type CopyLinkProps = {
  location: ListLocation
  /** The person's own columns. */
  own: ColumnChoice
  /** All agents that are held. */
  all: readonly Agent[]
}

/** Copies a link to the list as it is shown, and says so in its place; the menu stays open for that. */
export function CopyLink({ location, own, all }: CopyLinkProps) {
  const [outcome, setOutcome] = useState('')

  async function copy() {
    const said = await navigator.clipboard
      .writeText(new URL(linkTo(location, own, all), window.location.href).href)
      .then(
        () => 'Link copied',
        () => 'Could not be copied',
      )
    setOutcome(said)
    announce(said)
  }

  return (
    <MenuItem
      onSelect={event => {
        event.preventDefault()
        void copy()
      }}
    >
      {outcome || 'Copy link'}
    </MenuItem>
  )
}
