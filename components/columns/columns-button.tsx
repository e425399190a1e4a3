'use client'

import { useState } from 'react'
import { Lazy, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import type { FieldKey } from '@/lib/agents/fields.ts'

const DIALOG = lazyPart('Columns', async () => (await import('./columns-dialog.tsx')).ColumnsDialog)
const PARTS = [DIALOG]

type Props = {
  /** The columns that are shown, in order. */
  shown: readonly FieldKey[]
  onChange: (keys: readonly FieldKey[]) => void
  /** Back to the columns and widths as delivered. */
  onReset: () => void
}

/** Opens the dialog in which a person chooses and orders columns. */
export function ColumnsButton(props: Props) {
  const [isOpen, setIsOpen] = useState(false)
  usePreload(PARTS)
  return (
    <>
      <button type="button" className="button button-ghost" onClick={() => setIsOpen(true)}>
        Columns
      </button>
      {isOpen && <Lazy part={DIALOG} props={{ ...props, onClose: () => setIsOpen(false) }} />}
    </>
  )
}
