import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { Trouble } from '@/components/ui/trouble.tsx'
import type { WholeList } from '@/lib/api/queries.ts'
import { RollcallError } from '@/lib/errors.ts'
import { useFocusInProfile } from './use-focus-in-profile.ts'

/** A part of the profile under its heading. */
export function Section({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="mt-5 border-t pt-4">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-2">
        <h3 id={id} className="font-semibold">
          {title}
        </h3>
        {hint && <span className="text-text-3">{hint}</span>}
      </div>
      {children}
    </section>
  )
}

/** One thing that is told, with its label. What Zoom does not tell is "Unknown", never blank. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline gap-4 py-1 max-sm:gap-3">
      <dt className="w-36 flex-none text-text-3 max-sm:w-28">{label}</dt>
      <dd className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {children ?? <span className="text-text-3">Unknown</span>}
      </dd>
    </div>
  )
}

type ListSectionProps<Item> = {
  title: string
  query: UseQueryResult<WholeList<Item>>
  /** What there is none of: "queues". */
  noun: string
  children: (items: Item[]) => ReactNode
}

/** A section that Zoom answers by itself: it loads, fails or may not be read without touching the rest. */
export function ListSection<Item>({ title, query, noun, children }: ListSectionProps<Item>) {
  const { data } = query
  const trouble = useFocusInProfile()
  const error = query.error instanceof RollcallError ? query.error : null
  return (
    <Section title={title} hint={data && data.items.length > 0 ? String(data.items.length) : undefined}>
      <div {...trouble}>
        {error &&
          (error.code === 'scope_missing' || error.code === 'not_permitted' ? (
            <p className="mb-2 text-text-2">{error.message}</p>
          ) : (
            <Trouble
              className="mb-2 rounded-md border-0"
              error={error}
              title={`The ${noun} couldn't be ${data ? 'refreshed' : 'loaded'}.`}
              onRetry={() => void query.refetch()}
              isRetrying={query.isFetching}
            />
          ))}
      </div>
      {!data && !error && <p className="text-text-3">{`Loading ${noun}…`}</p>}
      {data && data.items.length === 0 && data.skipped === 0 && (
        <p className="text-text-2">{`No ${noun}.`}</p>
      )}
      {data && children(data.items)}
      {data && data.skipped > 0 && <p className="mt-1 text-text-3">{`${data.skipped} could not be read.`}</p>}
      {data && !data.complete && (
        <p className="mt-1 text-warn">Zoom repeated itself: this list may not be complete.</p>
      )}
    </Section>
  )
}
