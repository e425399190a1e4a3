'use client'

import { useEffect, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import type { Field } from '@/lib/agents/field.ts'
import { describePlace, type Place } from '@/lib/agents/narrow/describe-list.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { formatExact, formatNumber } from '@/lib/formats.ts'
import type { Rest } from './rest.ts'

export type PrintSheetProps = {
  /** As they are narrowed and ordered. */
  agents: readonly Agent[]
  /** Which ones they are, and in which order; each line in words. */
  place: Place
  fields: readonly Field[]
  /** Null where the agents are all that are meant. */
  rest: Rest | null
  /** When they were read; ISO time. */
  readAt: string
  zone: string
}

/** The list on paper: every agent, whole texts. It exists only while the browser prints. */
export function PrintSheet(props: PrintSheetProps) {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    // The browser takes its picture as soon as the listener returns.
    const set = (to: boolean) => flushSync(() => setPrinting(to))
    const start = () => set(true)
    const end = () => set(false)
    const medium = window.matchMedia('print')
    const follow = () => set(medium.matches)
    window.addEventListener('beforeprint', start)
    window.addEventListener('afterprint', end)
    medium.addEventListener('change', follow)
    return () => {
      window.removeEventListener('beforeprint', start)
      window.removeEventListener('afterprint', end)
      medium.removeEventListener('change', follow)
    }
  }, [])
  return isPrinting && createPortal(<Sheet {...props} />, document.body)
}

function Sheet({ agents, place, fields, rest, readAt, zone }: PrintSheetProps) {
  return (
    <div className="print-sheet">
      <h1>
        {formatNumber(agents.length)} {agents.length === 1 ? 'agent' : 'agents'}
        {rest &&
          ` among ${formatNumber(rest.held)}${rest.total === null ? '' : ` of ${formatNumber(rest.total)}`} loaded: not all`}
      </h1>
      <p translate="no">{describePlace(place).join(' · ')}</p>
      <p>Read from Zoom on {formatExact(readAt, zone)}</p>
      <table>
        <thead>
          <tr>
            {fields.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {agents.map(agent => (
            <tr key={agent.user_id}>
              {fields.map(field => (
                <td key={field.key} dir="auto" translate={field.isName ? 'no' : undefined}>
                  {field.text(agent, zone) ?? (field.cell === 'name' ? 'No name' : 'Unknown')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
