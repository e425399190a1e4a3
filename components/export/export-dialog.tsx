'use client'

import { useId, useMemo, useState } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import type { Field } from '@/lib/agents/field.ts'
import { allFileColumns, type ReadAtOf, shownFileColumns } from '@/lib/agents/files/file-columns.ts'
import { describeOrigin, type Origin } from '@/lib/agents/narrow/describe-list.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { serverTime } from '@/lib/api/server-clock.ts'
import { formatNumber } from '@/lib/formats.ts'
import { downloadCsv, fileName } from './download-csv.ts'
import { type Loading, toRest } from './rest.ts'
import { useWaiting } from './use-waiting.ts'
import { WaitingForRest } from './waiting-for-rest.tsx'

export type ExportProps = {
  /** As they are narrowed and ordered, or those that are selected. */
  agents: readonly Agent[]
  /** Which ones they are, and in which order; null for those that a person has selected. */
  origin: Origin | null
  /** The columns of the table. */
  fields: readonly Field[]
  /** The list from which they are. */
  held: Loading
  readAtOf: ReadAtOf
  zone: string
}

/** Makes a file of agents: which fields, and what to do while the list is not complete. */
export function ExportDialog(props: ExportProps & { onClose: () => void }) {
  const { agents, origin, fields, held, readAtOf, zone, onClose } = props
  const rest = useMemo(() => toRest(held), [held])
  const skipped = held.list?.skipped ?? 0
  const [isAllFields, setAllFields] = useState(false)
  const [saved, setSaved] = useState<string | null>(null)
  const [isWriting, setWriting] = useState(false)
  const waiting = useWaiting(rest, () => void download(false))
  const all = allFileColumns(readAtOf)

  async function download(isPartial: boolean) {
    if (isWriting) return
    setWriting(true)
    const name = fileName(new Date(serverTime() ?? Date.now()), zone, isPartial)
    await downloadCsv(name, isAllFields ? all : shownFileColumns(fields, zone, readAtOf), agents)
    setWriting(false)
    setSaved(name)
  }

  return (
    <Dialog title="Export" onClose={onClose}>
      <p>
        <strong className="font-semibold">
          {`${formatNumber(agents.length)} ${agents.length === 1 ? 'agent' : 'agents'}`}
        </strong>
        {rest && (
          <span className="text-warn">
            {` among ${formatNumber(rest.held)} ${rest.total === null ? '' : `of ${formatNumber(rest.total)} `}loaded`}
          </span>
        )}
      </p>
      {skipped > 0 && (
        <p className="text-warn">{`Without ${formatNumber(skipped)} that could not be read`}</p>
      )}
      <ul translate={origin ? 'no' : undefined} className="text-text-2 [overflow-wrap:anywhere]">
        {(origin ? describeOrigin(origin) : ['Those you have selected']).map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <fieldset className="mt-4">
        <legend className="sr-only">Fields</legend>
        <Choice
          label="Columns shown"
          hint={`${formatNumber(fields.length)} columns as in the table, under their headings`}
          isChosen={!isAllFields}
          onChoose={() => setAllFields(false)}
        />
        <Choice
          label="All fields"
          hint={`${formatNumber(all.length - 1)} fields under Zoom's own names, with all IDs`}
          isChosen={isAllFields}
          onChoose={() => setAllFields(true)}
        />
      </fieldset>
      <p className="mt-3 text-12 text-text-3">
        Each row also says when it was read. An empty cell means that Zoom did not say.
      </p>
      {rest && <WaitingForRest rest={rest} waiting={waiting} />}
      <div className="mt-4 flex flex-wrap items-center gap-2">
        {!rest?.isOver && (
          // One button, so that the focus stays on it.
          <button
            type="button"
            data-autofocus
            className={`button ${waiting.isWaiting ? '' : 'button-ink'}`}
            aria-disabled={isWriting}
            onClick={waiting.isWaiting ? waiting.cancel : rest ? waiting.start : () => void download(false)}
          >
            {waiting.isWaiting ? 'Cancel' : 'Download CSV'}
          </button>
        )}
        {rest && (
          <button
            type="button"
            className="button"
            aria-disabled={isWriting}
            onClick={() => {
              waiting.cancel()
              void download(true)
            }}
          >
            Download the part loaded
          </button>
        )}
      </div>
      <p aria-live="polite" className="mt-3 min-h-5 text-text-2 [overflow-wrap:anywhere]">
        {isWriting ? 'Writing the file…' : saved && `Saved as ${saved}`}
      </p>
    </Dialog>
  )
}

type ChoiceProps = { label: string; hint: string; isChosen: boolean; onChoose: () => void }

function Choice({ label, hint, isChosen, onChoose }: ChoiceProps) {
  const id = useId()
  return (
    <div className="relative flex min-h-9 items-baseline gap-2 py-1 max-sm:min-h-10">
      <input
        type="radio"
        name="fields"
        id={id}
        aria-describedby={`${id}-hint`}
        className="relative z-10 translate-y-0.5"
        checked={isChosen}
        onChange={onChoose}
      />
      <div>
        <label htmlFor={id} className="font-medium before:absolute before:inset-0">
          {label}
        </label>
        <p id={`${id}-hint`} className="text-12 text-text-3">
          {hint}
        </p>
      </div>
    </div>
  )
}
