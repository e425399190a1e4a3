import { lazy, Suspense } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { FLOATING, usePopover } from '@/components/ui/popover.tsx'
import type { Filtering } from './filtering.ts'

const loadMatrix = () => import('./region-matrix.tsx')
const RegionMatrix = lazy(() =>
  loadMatrix().catch(() => ({
    default: () => <p role="alert">This part of the page could not be loaded. Reload the page.</p>,
  })),
)

/** Opens the table of statuses by region, which comes when it is wanted. `isPartial`: not all agents are loaded. */
export function ByRegion({ filtering, isPartial }: { filtering: Filtering; isPartial: boolean }) {
  const { isOpen, buttonProps, popoverProps } = usePopover()
  const preload = () => void loadMatrix().catch(() => {})
  return (
    <>
      <button
        type="button"
        className="chip gap-1.5"
        onPointerEnter={preload}
        onFocus={preload}
        {...buttonProps}
      >
        <Icon name="grid" />
        By region
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like this in every browser */}
      <div role="group" aria-label="By region" {...popoverProps} className={`${FLOATING} p-3`}>
        {isOpen && (
          <Suspense fallback={<p className="text-text-3">Loading…</p>}>
            <RegionMatrix filtering={filtering} isPartial={isPartial} />
          </Suspense>
        )}
      </div>
    </>
  )
}
