import { formatNumber } from '@/lib/formats.ts'
import type { Rest } from './rest.ts'
import type { Waiting } from './use-waiting.ts'

/** That the list is not complete, and how far it is. */
export function WaitingForRest({ rest, waiting }: { rest: Rest; waiting: Waiting }) {
  const { held, total, isOver, error } = rest
  if (waiting.isWaiting)
    return (
      <div className="mt-4">
        <label htmlFor="rest">Waiting for the rest of the list</label>
        <progress
          id="rest"
          className="mt-1 block h-1 w-full appearance-none rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:rounded-full [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent"
          max={total ?? undefined}
          value={total === null ? undefined : held}
        />
      </div>
    )
  if (isOver)
    return <p className="mt-4 text-warn">Zoom sent no more than these: a file would not have all agents.</p>
  return (
    <>
      {error && (
        <p role="alert" className="mt-4 text-danger">
          The rest did not come. {error.message}
        </p>
      )}
      <p className="mt-4 text-text-2">
        {`Download CSV waits for the other ${total === null ? 'agents' : formatNumber(total - held)}. A file of the part loaded says PARTIAL in its name.`}
      </p>
    </>
  )
}
