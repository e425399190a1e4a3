'use client'

import { DialogButton } from '@/components/ui/dialog-button.tsx'
import { lazyPart } from '@/components/ui/lazy-part.tsx'
import type { ColumnsProps } from './columns-dialog.tsx'

const DIALOG = lazyPart('Columns', async () => (await import('./columns-dialog.tsx')).ColumnsDialog)
const COMMAND = { id: 'columns', group: 'Settings', keywords: 'choose order fields table' } as const

/** Opens the dialog in which a person chooses and orders columns. */
export function ColumnsButton(props: ColumnsProps) {
  return (
    <DialogButton
      part={DIALOG}
      props={props}
      icon="columns"
      className="button button-ghost"
      command={COMMAND}
    />
  )
}
