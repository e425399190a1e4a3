import { type FormEvent, useState } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { Dialog } from '@/components/ui/dialog.tsx'
import { BUILT_IN, LONGEST_NAME, MOST_VIEWS, type SavedView } from '@/lib/agents/address/saved-views.ts'
import { findSaved } from './find-saved.ts'
import { useEditViews } from './use-edit-views.ts'

type Props = {
  /** The view that gets the name; without one a new view is saved. */
  view?: SavedView
  /** The person's own views. */
  views: readonly SavedView[]
  query: string
  onSaved: (id: string) => void
  onClose: () => void
}

/** Asks for the name of a view, and saves it. */
export function NameView({ view, views, query, onSaved, onClose }: Props) {
  const edit = useEditViews()
  const [name, setName] = useState(view?.name ?? '')
  // One for all tries: what was saved though no answer came is not saved twice.
  const [newId] = useState(() => crypto.randomUUID())
  const [failure, setFailure] = useState('')
  const [isSaving, setIsSaving] = useState(false)
  const isTaken = [...BUILT_IN, ...views].some(
    other => other.id !== view?.id && fold(other.name) === fold(name),
  )

  async function save(event: FormEvent) {
    event.preventDefault()
    const named = name.trim()
    if (named === '' || isSaving) return
    setIsSaving(true)
    setFailure('')
    try {
      await edit(saved => {
        const before = view && findSaved(saved, view.id)
        const after = before ? { ...before, name: named } : { id: newId, name: named, query }
        const isSaved = saved.views.some(({ id }) => id === after.id)
        return {
          ...saved,
          views: isSaved
            ? saved.views.map(each => (each.id === after.id ? after : each))
            : [...saved.views, after],
        }
      })
      if (!view) onSaved(newId)
      onClose()
      announce(view ? 'View renamed' : 'View saved')
    } catch (error) {
      setIsSaving(false)
      setFailure(error instanceof Error ? error.message : 'The view could not be saved. Try again.')
    }
  }

  return (
    <Dialog title={view ? 'Rename view' : 'Save view'} onClose={onClose} className="w-88">
      <form onSubmit={save} className="flex flex-col gap-3">
        <label className="flex flex-col gap-1">
          Name
          <input
            data-autofocus
            value={name}
            maxLength={LONGEST_NAME}
            autoComplete="off"
            dir="auto"
            onChange={event => setName(event.target.value)}
            className="h-8 rounded-md border border-control bg-bg px-2.5 max-sm:h-10 max-sm:text-[1rem]"
          />
        </label>
        {/* Allowed, but which of the two is meant cannot be told from the menu. */}
        <p aria-live="polite" className="-mt-2 text-12 text-warn empty:-mt-3">
          {isTaken && !isSaving && 'Another view has this name.'}
        </p>
        {!view && (
          <p className="text-12 text-text-3">
            {`Saves the filters, search and order as they are now, for you only. You can have up to ${MOST_VIEWS} views.`}
          </p>
        )}
        {failure && (
          <p role="alert" className="text-danger">
            {failure}
          </p>
        )}
        <button
          type="submit"
          className="button button-ink self-start"
          aria-disabled={name.trim() === '' || isSaving}
        >
          {isSaving ? 'Saving…' : 'Save'}
        </button>
      </form>
    </Dialog>
  )
}

const fold = (name: string) => name.trim().toLocaleLowerCase()
