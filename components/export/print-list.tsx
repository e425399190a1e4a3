'use client'

import { type ComponentType, useEffect, useState } from 'react'
import { useCommands } from '@/components/ui/commands.ts'
import type { PrintSheetProps } from './print-sheet.tsx'

const REST_MS = 3_000

/** Makes printing print the whole list. Its scripts come at rest, since the browser does not wait for them once somebody prints. */
export function PrintList(props: PrintSheetProps) {
  const [Sheet, setSheet] = useState<ComponentType<PrintSheetProps>>()
  useCommands([
    {
      id: 'print',
      label: 'Print',
      group: 'Actions',
      keywords: 'paper pdf',
      run: () => window.print(),
    },
  ])
  useEffect(() => {
    let isWanted = true
    const timer = setTimeout(
      () =>
        void import('./print-sheet.tsx').then(
          ({ PrintSheet }) => isWanted && setSheet(() => PrintSheet),
          () => {}, // the browser then prints what is on screen
        ),
      REST_MS,
    )
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [])
  return Sheet && <Sheet {...props} />
}
