import { useState } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { MenuItem } from '@/components/ui/menu.tsx'
import type { ListLocation } from '@/lib/agents/address/address.ts'
import type { ColumnChoice } from '@/lib/agents/address/columns.ts'
import { linkTo } from '@/lib/agents/address/link.ts'
import type { SavedView } from '@/lib/agents/address/saved-views.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import type { EditViews } from './use-views.ts'

export type CopyLinkProps = {
  location: ListLocation
  /** The person's own columns. */
  own: ColumnChoice
  /** All agents that are held. */
  all: readonly Agent[]
}

type Props = CopyLinkProps & {
  /** The view that is shown, if it is one. */
  current: SavedView | undefined
  /** The page opens with it. */
  isDefault: boolean
  edit: EditViews
}

/** What can be done with the list as it is shown, said in its place; the menu stays open for that. */
export function LateItems({ current, isDefault, edit, ...link }: Props) {
  return (
    <>
      <CopyLink {...link} />
      {current && <OpenFirst key={current.id} view={current} isDefault={isDefault} edit={edit} />}
    </>
  )
}

/** Copies a link to the list as it is shown. */
function CopyLink({ location, own, all }: CopyLinkProps) {
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

  return <StayingItem onSelect={copy}>{outcome || 'Copy link'}</StayingItem>
}

type OpenFirstProps = { view: SavedView; isDefault: boolean; edit: EditViews }

/** Makes a view the one that the page opens with, or no longer. */
function OpenFirst({ view, isDefault, edit }: OpenFirstProps) {
  const [isFailed, setIsFailed] = useState(false)

  async function change() {
    try {
      await edit(views => ({ ...views, default: isDefault ? null : view.id }))
      setIsFailed(false)
      announce(isDefault ? 'Rollcall opens with all agents' : 'Rollcall opens with this view')
    } catch {
      setIsFailed(true)
      announce('Could not be saved')
    }
  }

  const label = isDefault ? 'Stop opening with this view' : 'Open with this view'
  return <StayingItem onSelect={change}>{isFailed ? 'Could not be saved' : label}</StayingItem>
}

function StayingItem({ onSelect, children }: { onSelect: () => Promise<void>; children: string }) {
  return (
    <MenuItem
      onSelect={event => {
        event.preventDefault()
        void onSelect()
      }}
    >
      {children}
    </MenuItem>
  )
}
