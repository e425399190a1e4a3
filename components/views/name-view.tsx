import { type FormEvent, useState } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { Dialog } from '@/components/ui/dialog.tsx'
import { LONGEST_NAME, MOST_VIEWS } from '@/lib/agents/address/saved-views.ts'
import type { EditViews } from './use-views.ts'

type Props = {
  title: string
  name: string
  /** The view that gets the name; without one a new view is saved. */
  id?: string
  query: string
  edit: EditViews
  onClose: () => void
}

/** Asks for the name of a view, and saves it. */
export function NameView({ title, name: before, id, query, edit, onClose }: Props) {
  const [name, setName] = useState(before)
  const [failure, setFailure] = useState('')
  const [isSaving, setIsSaving] = useState(false)

  async function save(event: FormEvent) {
    event.preventDefault()
    const named = name.trim()
    if (named === '' || isSaving) return
    setIsSaving(true)
    try {
      await edit(saved => ({
        ...saved,
        views: id
          ? saved.views.map(view => (view.id === id ? { ...view, name: named } : view))
          : [...saved.views, { id: crypto.randomUUID(), name: named, query }],
      }))
      onClose()
      announce(id ? 'View renamed' : 'View saved')
    } catch (error) {
      setIsSaving(false)
      setFailure(error instanceof Error ? error.message : 'The view could not be saved. Try again.')
    }
  }

  return (
    <Dialog title={title} onClose={onClose} className="w-88">
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
        {!id && (
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
