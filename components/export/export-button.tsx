'use client'

import { useState } from 'react'
import { createPortal } from 'react-dom'
import { Icon } from '@/components/ui/icon.tsx'
import { Lazy, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import type { ExportProps } from './export-dialog.tsx'

const DIALOG = lazyPart('Export', async () => (await import('./export-dialog.tsx')).ExportDialog)
const PARTS = [DIALOG]

/** Opens what makes a file of agents. */
export function ExportButton({ className, ...props }: ExportProps & { className: string }) {
  const [isOpen, setOpen] = useState(false)
  usePreload(PARTS)
  return (
    <>
      <button type="button" className={className} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="download" />
        Export
      </button>
      {/* Outside of what the button stands in, which may be a closed menu. */}
      {isOpen &&
        createPortal(
          <Lazy part={DIALOG} props={{ ...props, onClose: () => setOpen(false) }} />,
          document.body,
        )}
    </>
  )
}
