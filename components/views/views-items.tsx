import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { MenuItem } from '@/components/ui/menu.tsx'
import { useKeptFocus } from '@/components/ui/use-kept-focus.ts'
import { type Linked, linkTo } from '@/lib/agents/address/link.ts'
import { BUILT_IN, type SavedView, type SavedViews } from '@/lib/agents/address/saved-views.ts'
import { viewsQuery } from '@/lib/api/views.ts'
import { findSaved, ViewGone } from './find-saved.ts'
import { useEditViews } from './use-edit-views.ts'
import type { Task } from './view-task.tsx'

type Props = {
  /** The list as it is shown. */
  linked: Linked
  saved: SavedViews | undefined
  /** The view that is shown, if it is one. */
  current: SavedView | undefined
  onOpen: (view: SavedView) => void
  onTask: (task: Task) => void
}

/** The views as they are saved by now, and what can be done with the list as it is shown. */
export function ViewsItems({ saved, current, onOpen, onTask, linked }: Props) {
  const own = saved?.views ?? []
  const isOwn = current !== undefined && own.includes(current)
  // Read anew each time the menu is opened. Where that fails, those that are held stay.
  const { data, isLoadingError, refetch } = useQuery(viewsQuery())
  const [hasFailed, setHasFailed] = useState(false)
  useEffect(() => {
    if (!isLoadingError) return
    setHasFailed(true)
    announce('Your own views could not be read')
  }, [isLoadingError])
  // Another tab may have deleted the view that the focus is on.
  const keptFocus = useKeptFocus((items: HTMLDivElement) => items.querySelector('button')?.focus())
  return (
    <div role="none" {...keptFocus}>
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
      {hasFailed && !data && (
        <StayingItem onSelect={refetch}>Your own views could not be read. Try again</StayingItem>
      )}
      <hr className="my-1" />
      <CopyLink linked={linked} />
      {current && <OpenFirst key={current.id} view={current} isDefault={saved?.default === current.id} />}
      <MenuItem onSelect={() => onTask({ what: 'save' })}>Save view</MenuItem>
      {isOwn && (
        <>
          <MenuItem onSelect={() => onTask({ what: 'rename', view: current })}>Rename view</MenuItem>
          <MenuItem onSelect={() => onTask({ what: 'delete', view: current })}>Delete view</MenuItem>
        </>
      )}
      {own.length > 1 && <MenuItem onSelect={() => onTask({ what: 'order' })}>Order views</MenuItem>}
    </div>
  )
}

/** Copies a link to the list as it is shown. */
function CopyLink({ linked }: { linked: Linked }) {
  const [outcome, setOutcome] = useState('')

  async function copy() {
    const said = await navigator.clipboard.writeText(new URL(linkTo(linked), window.location.href).href).then(
      () => 'Link copied',
      () => 'Could not be copied',
    )
    setOutcome(said)
    announce(said)
  }

  return <StayingItem onSelect={copy}>{outcome || 'Copy link'}</StayingItem>
}

type OpenFirstProps = { view: SavedView; isDefault: boolean }

/** Makes a view the one that the page opens with, or no longer. */
function OpenFirst({ view, isDefault }: OpenFirstProps) {
  const edit = useEditViews()
  const [isFailed, setIsFailed] = useState(false)

  async function change() {
    let opens: string | null = null
    try {
      await edit(saved => {
        if (!BUILT_IN.includes(view)) findSaved(saved, view.id)
        if (!isDefault) opens = view.id
        else opens = saved.default === view.id ? null : saved.default // another tab may have chosen another one
        return { ...saved, default: opens }
      })
      setIsFailed(false)
      const what = opens === null ? 'all agents' : opens === view.id ? 'this view' : 'another view'
      announce(`Rollcall opens with ${what}`)
    } catch (error) {
      setIsFailed(true)
      announce(error instanceof ViewGone ? error.message : 'Could not be saved')
    }
  }

  const label = isDefault ? 'Stop opening with this view' : 'Open with this view'
  return <StayingItem onSelect={change}>{isFailed ? 'Could not be saved' : label}</StayingItem>
}

function StayingItem({ onSelect, children }: { onSelect: () => Promise<unknown>; children: string }) {
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
