import { useState } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { Dialog } from '@/components/ui/dialog.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import type { SavedView } from '@/lib/agents/address/saved-views.ts'
import type { EditViews } from './use-views.ts'

type Props = { views: readonly SavedView[]; edit: EditViews; onClose: () => void }

/** Moves the person's own views up and down in the menu. */
export function OrderViews({ views, edit, onClose }: Props) {
  const [failure, setFailure] = useState('')

  async function swap(at: number, step: 1 | -1) {
    const [view, other] = [views[at], views[at + step]]
    if (!view || !other) return
    setFailure('')
    try {
      // By their ids: what another tab has added or deleted meanwhile stays so.
      await edit(saved => {
        const find = (id: string) => saved.views.find(each => each.id === id)
        const [one, two] = [find(view.id), find(other.id)]
        if (!one || !two) return saved
        return { ...saved, views: saved.views.map(each => (each === one ? two : each === two ? one : each)) }
      })
      announce(`${view.name}, ${at + step + 1} of ${views.length}`, { isNamed: true })
    } catch (error) {
      setFailure(error instanceof Error ? error.message : 'The order could not be saved. Try again.')
    }
  }

  return (
    <Dialog title="Order views" onClose={onClose} className="w-88">
      <ul>
        {views.map(({ id, name }, at) => (
          <li key={id} className="flex min-h-9 items-center gap-1 max-sm:min-h-11">
            <bdi translate="no" className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              {name}
            </bdi>
            <button
              type="button"
              className="button button-ghost button-icon"
              aria-label={`Move ${name} up`}
              aria-disabled={at === 0}
              onClick={() => void swap(at, -1)}
            >
              <Icon name="up" />
            </button>
            <button
              type="button"
              className="button button-ghost button-icon"
              aria-label={`Move ${name} down`}
              aria-disabled={at === views.length - 1}
              onClick={() => void swap(at, 1)}
            >
              <Icon name="down" />
            </button>
          </li>
        ))}
      </ul>
      {failure && (
        <p role="alert" className="mt-3 text-danger">
          {failure}
        </p>
      )}
    </Dialog>
  )
}
