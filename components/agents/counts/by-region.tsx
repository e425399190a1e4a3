import { useCommands } from '@/components/ui/commands.ts'
import { Icon } from '@/components/ui/icon.tsx'
import { LazyInside, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import { PopoverGroup, usePopover } from '@/components/ui/popover.tsx'
import type { Filtering } from '../filters/filtering.ts'

const MATRIX = lazyPart('Status by region', async () => (await import('./region-matrix.tsx')).RegionMatrix)

/** Opens the table of statuses by region, which comes when it is wanted. `isPartial`: not all agents are loaded. */
export function ByRegion({ filtering, isPartial }: { filtering: Filtering; isPartial: boolean }) {
  const { isOpen, open, buttonProps, popoverProps } = usePopover()
  usePreload(MATRIX)
  useCommands([{ id: 'by-region', label: 'By region', group: 'Actions', run: open }])
  return (
    <>
      <button type="button" className="chip gap-1.5" {...buttonProps}>
        <Icon name="grid" />
        By region
      </button>
      <PopoverGroup label="By region" {...popoverProps} className="floating-clear by-region p-3">
        {isOpen && <LazyInside part={MATRIX} props={{ filtering, isPartial }} />}
      </PopoverGroup>
    </>
  )
}
