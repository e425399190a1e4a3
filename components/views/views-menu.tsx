'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useCommands } from '@/components/ui/commands.ts'
import { Icon } from '@/components/ui/icon.tsx'
import { LazyDialog, LazyInside, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import { Menu } from '@/components/ui/menu.tsx'
import { type ListLocation, readAddress } from '@/lib/agents/address/address.ts'
import type { Linked } from '@/lib/agents/address/link.ts'
import { setOpensView } from '@/lib/agents/address/list-location.ts'
import { BUILT_IN, type SavedView } from '@/lib/agents/address/saved-views.ts'
import { viewsQuery } from '@/lib/api/views.ts'
import { findCurrent, plainQuery } from './find-current.ts'
import type { Task } from './view-task.tsx'

const ITEMS = lazyPart('Views', async () => (await import('./views-items.tsx')).ViewsItems)
const loadTask = async () => (await import('./view-task.tsx')).ViewTask
const TASKS = {
  save: lazyPart('Save view', loadTask),
  rename: lazyPart('Rename view', loadTask),
  delete: lazyPart('Delete view', loadTask),
  order: lazyPart('Order views', loadTask),
}

type Props = {
  location: ListLocation
  /** The list as it is shown, for a link to it. */
  linked: Linked
  /** Goes to the list as a view has it. */
  onOpen: (location: Pick<ListLocation, 'question' | 'view'>) => void
}

/** The views that there are: built in, then the person's own; and what can be done with the one that is shown. */
export function ViewsMenu({ location, linked, onOpen }: Props) {
  const { data: saved } = useQuery(viewsQuery())
  const [task, setTask] = useState<Task | null>(null)
  const [chosen, setChosen] = useState('')
  usePreload(ITEMS, ...Object.values(TASKS))
  const own = saved?.views ?? []
  const views = [...BUILT_IN, ...own]
  const query = plainQuery(location)
  const current = findCurrent(views, location, chosen, saved?.default)
  const opensView = views.some(({ id, query }) => id === saved?.default && query !== '')
  useEffect(() => setOpensView(opensView), [opensView])

  function open(view: SavedView) {
    setChosen(view.id)
    const { question, view: shown } = readAddress('/agents', view.query)
    onOpen({ question, view: shown })
  }

  useCommands([
    ...views.map(view => ({
      id: `view:${view.id}`,
      label: view.name,
      group: 'Views' as const,
      keywords: 'view show',
      isNamed: own.includes(view),
      run: () => open(view),
    })),
    { id: 'save-view', label: 'Save view', group: 'Views', run: () => setTask({ what: 'save' }) },
  ])

  return (
    <>
      <Menu
        label="Views"
        button={
          <>
            <span data-name={current?.name ?? 'Unsaved view'} className="view-name" />
            <Icon name="down" />
          </>
        }
        buttonClassName="button button-ghost -ml-2.5 px-2.5"
        className="w-64"
      >
        <LazyInside part={ITEMS} props={{ linked, saved, current, onOpen: open, onTask: setTask }} />
      </Menu>
      {/* Outside of what the button stands in, which is a menu on a phone, and moves as that is turned. */}
      {task &&
        createPortal(
          <LazyDialog
            part={TASKS[task.what]}
            props={{ task, views: own, query, onSaved: setChosen, onClose: () => setTask(null) }}
          />,
          document.body,
        )}
    </>
  )
}
