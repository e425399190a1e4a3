'use client'

import { lazy, Suspense, useState } from 'react'
import type { FieldKey } from '@/lib/agents/fields.ts'

const ColumnsDialog = lazy(() => import('./columns-dialog.tsx'))

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
  return (
    <>
      <button type="button" className="button button-ghost" onClick={() => setIsOpen(true)}>
        Columns
      </button>
      {isOpen && (
        <Suspense>
          <ColumnsDialog {...props} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
