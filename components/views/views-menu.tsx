'use client'

import { useEffect, useState } from 'react'
import { useCommands } from '@/components/ui/commands.ts'
import { Icon } from '@/components/ui/icon.tsx'
import { Lazy, LazyInside, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import { Menu } from '@/components/ui/menu.tsx'
import { type ListLocation, readAddress, WHOLE_LIST, writeQuery } from '@/lib/agents/address/address.ts'
import { setOpensView } from '@/lib/agents/address/list-location.ts'
import { BUILT_IN, type SavedView } from '@/lib/agents/address/saved-views.ts'
import { useViews } from './use-views.ts'
import type { CopyLinkProps, Task } from './views-items.tsx'

const SAVE = lazyPart('Save view', async () => (await import('./name-view.tsx')).NameView)
const RENAME = lazyPart('Rename view', async () => (await import('./name-view.tsx')).NameView)
const DELETE = lazyPart('Delete view', async () => (await import('./delete-view.tsx')).DeleteView)
const ORDER = lazyPart('Order views', async () => (await import('./order-views.tsx')).OrderViews)
const ITEMS = lazyPart('Views', async () => (await import('./views-items.tsx')).ViewsItems)
const PARTS = [ITEMS, SAVE, DELETE, ORDER]

type Props = CopyLinkProps & {
  /** Goes to the list as a view has it. */
  onOpen: (place: Pick<ListLocation, 'question' | 'view'>) => void
}

/** The views that there are: built in, then the person's own; and what can be done with the one that is shown. */
export function ViewsMenu({ location, own: columns, all, onOpen }: Props) {
  const { saved, edit } = useViews()
  const [task, setTask] = useState<Task | null>(null)
  usePreload(PARTS)
  const own = saved?.views ?? []
  const query = plainQuery(location)
  const byQuery = (query: string) => [...BUILT_IN, ...own].find(view => toQuery(view) === query)
  // A view in other columns, as a link brings them, is that view all the same.
  const current = byQuery(query) ?? byQuery(plainQuery(inOwnLook(location)))
  const opensView = [...BUILT_IN, ...own].some(({ id, query }) => id === saved?.default && query !== '')
  useEffect(() => setOpensView(opensView), [opensView])

  function open(view: SavedView) {
    const { question, view: shown } = readAddress('/agents', view.query)
    onOpen({ question, view: shown })
  }

  useCommands(
    [...BUILT_IN, ...own].map(view => ({
      id: `view:${view.id}`,
      label: view.name,
      group: 'Views',
      keywords: 'view show',
      isNamed: own.includes(view),
      run: () => open(view),
    })),
  )

  const close = () => setTask(null)
  return (
    <>
      <Menu
        label="Views"
        button={
          <>
            {/* Drawn and not written: the button's name is Views. */}
            <span
              data-name={current?.name ?? 'Unsaved view'}
              className="max-w-40 truncate font-semibold before:content-[attr(data-name)/'']"
            />
            <Icon name="down" />
          </>
        }
        buttonClassName="button button-ghost -ml-2.5 px-2.5"
        className="w-64"
      >
        <LazyInside
          part={ITEMS}
          props={{ location, own: columns, all, saved, current, edit, onOpen: open, onTask: setTask }}
        />
      </Menu>
      {task === 'save' && (
        <Lazy part={SAVE} props={{ title: SAVE.title, name: '', query, edit, onClose: close }} />
      )}
      {task === 'rename' && current && (
        <Lazy
          part={RENAME}
          props={{ title: RENAME.title, name: current.name, id: current.id, query, edit, onClose: close }}
        />
      )}
      {task === 'delete' && current && <Lazy part={DELETE} props={{ view: current, edit, onClose: close }} />}
      {task === 'order' && <Lazy part={ORDER} props={{ views: own, edit, onClose: close }} />}
    </>
  )
}

/** The list's address without what belongs to a moment: profile, comparison, where it was opened from. */
function plainQuery(place: ListLocation): string {
  return writeQuery({ ...WHOLE_LIST, question: place.question, view: place.view })
}

function inOwnLook(place: ListLocation): ListLocation {
  return { ...place, view: { ...place.view, columns: null, density: null } }
}

function toQuery({ query }: SavedView): string {
  return plainQuery(readAddress('/agents', query))
}
