import type { ComponentProps } from 'react'
import { PrintSheet } from '../export/print-sheet.tsx'
import { AgentCommands } from './agent-commands.ts'

type Props = {
  commands: ComponentProps<typeof AgentCommands>
  /** Null while what is shown is not what is asked for. */
  print: ComponentProps<typeof PrintSheet> | null
}

/** What nobody waits for: the list's commands, and what prints it. */
export function AtRest({ commands, print }: Props) {
  return (
    <>
      <AgentCommands {...commands} />
      {print && <PrintSheet {...print} />}
    </>
  )
}
