import { useState } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { Dialog } from '@/components/ui/dialog.tsx'
import type { SavedView } from '@/lib/agents/address/saved-views.ts'
import { useEditViews } from './use-edit-views.ts'

type Props = { view: SavedView; onClose: () => void }

/** Asks once more: a view cannot be brought back. */
export function DeleteView({ view, onClose }: Props) {
  const edit = useEditViews()
  const [failure, setFailure] = useState('')
  const [isDeleting, setIsDeleting] = useState(false)

  async function remove() {
    if (isDeleting) return
    setIsDeleting(true)
    setFailure('')
    let isThere = true
    try {
      await edit(saved => {
        const views = saved.views.filter(({ id }) => id !== view.id)
        isThere = views.length < saved.views.length
        return { ...saved, views, default: saved.default === view.id ? null : saved.default }
      })
      onClose()
      announce(isThere ? 'View deleted' : 'The view was deleted already')
    } catch (error) {
      setIsDeleting(false)
      setFailure(error instanceof Error ? error.message : 'The view could not be deleted. Try again.')
    }
  }

  return (
    <Dialog title="Delete view" onClose={onClose} className="w-88">
      <p className="mb-4">
        Delete the view{' '}
        <bdi translate="no" className="font-medium">
          {view.name}
        </bdi>
        ? The agents in it are not affected.
      </p>
      {failure && (
        <p role="alert" className="mb-3 text-danger">
          {failure}
        </p>
      )}
      <div className="flex gap-2">
        <button type="button" className="button button-ink" aria-disabled={isDeleting} onClick={remove}>
          {isDeleting ? 'Deleting…' : 'Delete'}
        </button>
        <button type="button" className="button" data-autofocus onClick={onClose}>
          Cancel
        </button>
      </div>
    </Dialog>
  )
}
