'use client'

import type { ComponentProps, ReactNode } from 'react'
import { StatusLine } from './status-line.tsx'

type Props = ComponentProps<typeof StatusLine> & {
  /** The counts by status, or the tools for the agents that are selected. */
  children: ReactNode
}

/** What is held, by status, and at the right how complete and how old it is. */
export function SummaryStrip({ children, ...line }: Props) {
  return (
    <div className="flex min-h-9 items-center gap-x-4 border-b px-4 max-lg:flex-col max-lg:items-stretch max-lg:gap-y-1 max-lg:pb-1.5 sm:max-lg:pt-1 has-[[role=toolbar]]:bg-selected">
      {children}
      <StatusLine {...line} />
    </div>
  )
}
