'use client'

import { LazyDialog, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import type { CompareProps } from './compare-dialog.tsx'

const DIALOG = lazyPart('Compare agents', async () => (await import('./compare-dialog.tsx')).CompareDialog)

/** The agents of the address's `compare` side by side; nothing where there are none. */
export function CompareAgents(props: CompareProps) {
  usePreload(DIALOG)
  return props.ids.length > 0 && <LazyDialog part={DIALOG} props={props} />
}
