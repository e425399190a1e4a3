'use client'

import { useState } from 'react'
import { createPortal } from 'react-dom'
import { useCommands } from '@/components/ui/commands.ts'
import { Icon } from '@/components/ui/icon.tsx'
import { LazyDialog, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import type { ExportProps } from './export-dialog.tsx'

const DIALOG = lazyPart('Export', async () => (await import('./export-dialog.tsx')).ExportDialog)
const PARTS = [DIALOG]

type Props = ExportProps & {
  className: string
  /** It is among the commands, too. */
  isCommand?: boolean
  /** While what is shown is not what is asked for: the file would say that it is. */
  isDisabled?: boolean
}

/** Opens what makes a file of agents. */
export function ExportButton({ className, isCommand = false, isDisabled = false, ...props }: Props) {
  const [isOpen, setOpen] = useState(false)
  const open = () => setOpen(true)
  useCommands(
    isCommand && !isDisabled
      ? [{ id: 'export', label: 'Export', group: 'Actions', keywords: 'csv file download', run: open }]
      : [],
  )
  usePreload(PARTS)
  return (
    <>
      <button type="button" className={className} aria-haspopup="dialog" disabled={isDisabled} onClick={open}>
        <Icon name="download" />
        Export
      </button>
      {/* Outside of what the button stands in, which may be a closed menu. */}
      {isOpen &&
        createPortal(
          <LazyDialog part={DIALOG} props={{ ...props, onClose: () => setOpen(false) }} />,
          document.body,
        )}
    </>
  )
}
