'use client'

import { DialogButton } from '@/components/ui/dialog-button.tsx'
import { lazyPart } from '@/components/ui/lazy-part.tsx'
import type { ExportProps } from './export-dialog.tsx'

const DIALOG = lazyPart('Export', async () => (await import('./export-dialog.tsx')).ExportDialog)
const COMMAND = { id: 'export', group: 'Actions', keywords: 'csv file download' } as const

type Props = ExportProps & {
  className: string
  /** It is among the commands, too. */
  isCommand?: boolean
  /** While what is shown is not what is asked for: the file would say that it is. */
  isDisabled?: boolean
}

/** Opens what makes a file of agents. */
export function ExportButton({ className, isCommand = false, isDisabled = false, ...props }: Props) {
  return (
    <DialogButton
      part={DIALOG}
      props={props}
      icon="download"
      className={className}
      command={isCommand && !isDisabled ? COMMAND : undefined}
      isDisabled={isDisabled}
    />
  )
}
