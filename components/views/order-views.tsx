import { useState } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { Dialog } from '@/components/ui/dialog.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { IconButton } from '@/components/ui/icon-button.tsx'
import { UP } from '@/components/ui/late-shapes.ts'
import type { SavedView } from '@/lib/agents/address/saved-views.ts'
import { findSaved } from './find-saved.ts'
import { useEditViews } from './use-edit-views.ts'

type Props = { views: readonly SavedView[]; onClose: () => void }

/** Moves the person's own views up and down in the menu. */
export function OrderViews({ views, onClose }: Props) {
  const edit = useEditViews()
  const [failure, setFailure] = useState('')

  async function move(id: string, step: 1 | -1) {
    setFailure('')
    let said = ''
    try {
      // From where it is saved by then: by an earlier press, or by another tab.
      await edit(saved => {
        const view = findSaved(saved, id)
        const others = saved.views.filter(each => each !== view)
        const place = Math.min(Math.max(saved.views.indexOf(view) + step, 0), others.length)
        said = `${view.name}, ${place + 1} of ${saved.views.length}`
        return { ...saved, views: others.toSpliced(place, 0, view) }
      })
      announce(said, { isNamed: true })
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
            <IconButton label={`Move ${name} up`} aria-disabled={at === 0} onClick={() => void move(id, -1)}>
              <Icon shape={UP} />
            </IconButton>
            <IconButton
              label={`Move ${name} down`}
              aria-disabled={at === views.length - 1}
              onClick={() => void move(id, 1)}
            >
              <Icon name="down" />
            </IconButton>
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
