import { Icon } from '@/components/ui/icon.tsx'
import { LazyInside, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import { PopoverGroup, usePopover } from '@/components/ui/popover.tsx'
import type { StatusSample } from '@/lib/agents/status/status-history.ts'

const NAME = 'Last 30 minutes'
const TABLE = lazyPart(NAME, async () => (await import('./history-table.tsx')).HistoryTable)

/** Opens the table of the last half hour, which comes when it is wanted. */
export function HistoryButton({ samples, zone }: { samples: readonly StatusSample[]; zone: string }) {
  const { isOpen, buttonProps, popoverProps } = usePopover()
  usePreload(TABLE)
  return (
    <>
      <button
        type="button"
        className="chip w-7 justify-center px-0!"
        aria-label={NAME}
        title={NAME}
        {...buttonProps}
      >
        <Icon name="trend" />
      </button>
      {/* What is read can be reached by Tab, so that arrow and page keys scroll it. */}
      <PopoverGroup label={NAME} {...popoverProps} tabIndex={0} className="floating-clear p-3">
        {isOpen && <LazyInside part={TABLE} props={{ samples, zone }} />}
      </PopoverGroup>
    </>
  )
}
