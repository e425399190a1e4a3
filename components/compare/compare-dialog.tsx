'use client'

import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { moveTo } from '@/lib/agents/address/list-location.ts'
import type { Field } from '@/lib/agents/field.ts'
import type { ReadAtOf } from '@/lib/agents/files/file-columns.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { formatNumber } from '@/lib/formats.ts'
import { AddAgent } from './add-agent.tsx'
import { compareAgents, isSame } from './comparison.ts'
import { ComparisonTable } from './comparison-table.tsx'
import { canCompare, HOW_MANY } from './how-many.ts'
import { useCompared } from './use-compared.ts'

export type CompareProps = {
  ids: readonly string[]
  /** All agents that the page knows; the others are read one by one. */
  known: readonly Agent[]
  readAtOf: ReadAtOf
  /** The field Region, by which those of one name are told apart. */
  region: Field
  zone: string
  onClose: () => void
}

/** A few agents side by side. */
export function CompareDialog(props: CompareProps) {
  const { ids, onClose } = props
  const isComparison = canCompare(ids.length)
  return (
    <Dialog title="Compare agents" onClose={onClose} className={isComparison ? 'w-[72rem]' : undefined}>
      {isComparison ? (
        <Comparison {...props} />
      ) : (
        <p role="alert">
          {HOW_MANY}; this is {ids.length === 1 ? 'one' : formatNumber(ids.length)}. Close this, then select
          others in the list.
        </p>
      )}
    </Dialog>
  )
}

function Comparison({ ids, known, readAtOf, region, zone }: CompareProps) {
  const [isOnlyDifferent, setOnlyDifferent] = useState(true)
  const compared = useCompared(ids, known, readAtOf)
  const groups = compareAgents(compared, region, zone)
  // One agent differs from nobody.
  const isNarrowed = isOnlyDifferent && compared.filter(({ agent }) => agent).length > 1
  const hidden = groups.flatMap(({ rows }) => rows.filter(isSame)).length
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <label className="inline-flex min-h-7 items-center gap-2 max-sm:min-h-10">
          <input
            type="checkbox"
            data-autofocus
            checked={isOnlyDifferent}
            onChange={event => setOnlyDifferent(event.target.checked)}
          />
          Only what differs
        </label>
        {isNarrowed && hidden > 0 && (
          <span className="text-text-3">
            {hidden === 1
              ? '1 identical field is hidden'
              : `${formatNumber(hidden)} identical fields are hidden`}
          </span>
        )}
        <span className="flex-1" />
        <AddAgent
          ids={ids}
          known={known}
          full={canCompare(ids.length + 1) ? null : HOW_MANY}
          onAdd={user_id => moveTo({ compare: [...ids, user_id] })}
        />
      </div>
      <ComparisonTable
        compared={compared}
        groups={
          isNarrowed
            ? groups.map(group => ({ ...group, rows: group.rows.filter(row => !isSame(row)) }))
            : groups
        }
        zone={zone}
      />
    </>
  )
}
