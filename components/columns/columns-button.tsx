'use client'

import { useState } from 'react'
import { createPortal } from 'react-dom'
import { useCommands } from '@/components/ui/commands.ts'
import { Icon } from '@/components/ui/icon.tsx'
import { LazyDialog, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import type { FieldKey } from '@/lib/agents/fields.ts'

const DIALOG = lazyPart('Columns', async () => (await import('./columns-dialog.tsx')).ColumnsDialog)
const PARTS = [DIALOG]

type Props = {
  /** The columns that are shown, in order. */
  shown: readonly FieldKey[]
  onChange: (keys: readonly FieldKey[]) => void
  /** They came with a link: the person has others. */
  isLinked: boolean
  /** Back to the person's own; from these to columns and widths as delivered. */
  onReset: () => void
  /** Makes a link's columns the person's own. */
  onKeep: () => void
}

/** Opens the dialog in which a person chooses and orders columns. */
export function ColumnsButton(props: Props) {
  const [isOpen, setIsOpen] = useState(false)
  const open = () => setIsOpen(true)
  usePreload(PARTS)
  useCommands([
    { id: 'columns', label: 'Columns', group: 'Settings', keywords: 'choose order fields table', run: open },
  ])
  return (
    <>
      <button type="button" className="button button-ghost" aria-haspopup="dialog" onClick={open}>
        <Icon name="columns" />
        Columns
      </button>
      {/* Outside of what the button stands in, which may be a closed menu. */}
      {isOpen &&
        createPortal(
          <LazyDialog part={DIALOG} props={{ ...props, onClose: () => setIsOpen(false) }} />,
          document.body,
        )}
    </>
  )
}
