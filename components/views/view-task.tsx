import type { SavedView } from '@/lib/agents/address/saved-views.ts'
import { DeleteView } from './delete-view.tsx'
import { NameView } from './name-view.tsx'
import { OrderViews } from './order-views.tsx'

/** What is done with views in a dialog; the view is the one that it was begun with, whatever is shown or saved by then. */
export type Task = { what: 'save' | 'order' } | { what: 'rename' | 'delete'; view: SavedView }

export type ViewTaskProps = {
  task: Task
  /** The person's own views. */
  views: readonly SavedView[]
  /** The list as it is shown. */
  query: string
  /** A new view was saved. */
  onSaved: (id: string) => void
  onClose: () => void
}

/** The dialog of a task. */
export function ViewTask({ task, views, query, ...rest }: ViewTaskProps) {
  switch (task.what) {
    case 'save':
      return <NameView views={views} query={query} {...rest} />
    case 'rename':
      return <NameView view={task.view} views={views} query={query} {...rest} />
    case 'delete':
      return <DeleteView view={task.view} {...rest} />
    case 'order':
      return <OrderViews views={views} {...rest} />
  }
}
