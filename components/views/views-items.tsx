import { useState } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { MenuItem } from '@/components/ui/menu.tsx'
import type { ListLocation } from '@/lib/agents/address/address.ts'
import type { ColumnChoice } from '@/lib/agents/address/columns.ts'
import { linkTo } from '@/lib/agents/address/link.ts'
import { BUILT_IN, type SavedView, type SavedViews } from '@/lib/agents/address/saved-views.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import type { EditViews } from './use-views.ts'

export type CopyLinkProps = {
  location: ListLocation
  /** The person's own columns. */
  own: ColumnChoice
  /** All agents that are held. */
  all: readonly Agent[]
}

/** What is done in a dialog of its own. */
export type Task = 'save' | 'rename' | 'delete' | 'order'

type Props = CopyLinkProps & {
  saved: SavedViews | undefined
  /** The view that is shown, if it is one. */
  current: SavedView | undefined
  edit: EditViews
  onOpen: (view: SavedView) => void
  onTask: (task: Task) => void
}

/** The views, and what can be done with the list as it is shown. */
export function ViewsItems({ saved, current, edit, onOpen, onTask, ...link }: Props) {
  const own = saved?.views ?? []
  const isOwn = current !== undefined && own.includes(current)
  return (
    <>
      {[...BUILT_IN, ...own].map(view => (
        <MenuItem key={view.id} isCurrent={view === current} onSelect={() => onOpen(view)}>
          <bdi
            translate={own.includes(view) ? 'no' : undefined}
            className="min-w-0 flex-1 [overflow-wrap:anywhere]"
          >
            {view.name}
          </bdi>
          {saved?.default === view.id && <span className="flex-none text-12 text-text-3">opens first</span>}
        </MenuItem>
      ))}
      <hr className="my-1" />
      <CopyLink {...link} />
      {current && (
        <OpenFirst key={current.id} view={current} isDefault={saved?.default === current.id} edit={edit} />
      )}
      <MenuItem onSelect={() => onTask('save')}>Save view</MenuItem>
      {isOwn && <MenuItem onSelect={() => onTask('rename')}>Rename view</MenuItem>}
      {isOwn && <MenuItem onSelect={() => onTask('delete')}>Delete view</MenuItem>}
      {own.length > 1 && <MenuItem onSelect={() => onTask('order')}>Order views</MenuItem>}
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
