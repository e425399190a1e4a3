import { Icon } from '@/components/ui/icon.tsx'
import { LazyInside, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import { CLEAR, Popover } from '@/components/ui/popover.tsx'
import type { StatusSample } from '@/lib/agents/status/status-history.ts'

const TABLE = lazyPart('Last 30 minutes', async () => (await import('./history-table.tsx')).HistoryTable)

/** Opens the table of the last half hour, which comes when it is wanted. */
export function HistoryButton({ samples, zone }: { samples: readonly StatusSample[]; zone: string }) {
  usePreload(TABLE)
  return (
    <Popover
      label="Last 30 minutes"
      button={<Icon name="trend" />}
      buttonLabel="Last 30 minutes"
      buttonClassName="chip w-7 justify-center px-0!"
      className={`p-3! ${CLEAR}`}
      isText
    >
      <LazyInside part={TABLE} props={{ samples, zone }} />
    </Popover>
  )
}
