'use client'

import { useEffect, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { useCommands } from '@/components/ui/commands.ts'
import { describeOrigin, type Origin } from '@/lib/agents/narrow/describe-list.ts'
import { formatExact, formatNumber } from '@/lib/formats.ts'
import type { ExportProps } from './export-dialog.tsx'
import { toRest } from './rest.ts'

type Props = ExportProps & { origin: Origin }

/**
 * The list on paper: every agent, whole texts. It exists only while the browser prints, and its scripts come before, since
 * the browser does not wait for them.
 */
export function PrintSheet(props: Props) {
  const [isPrinting, setPrinting] = useState(false)
  useCommands([
    { id: 'print', label: 'Print', group: 'Actions', keywords: 'paper pdf', run: () => window.print() },
  ])
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

function Sheet({ agents, origin, fields, held, readAtOf, zone }: Props) {
  const rest = toRest(held)
  const { skipped = 0, fetched_at = '' } = held.list ?? {}
  const [oldest = fetched_at] = agents.map(readAtOf).sort()
  return (
    <div className="print-sheet">
      <h1>
        {formatNumber(agents.length)} {agents.length === 1 ? 'agent' : 'agents'}
        {rest &&
          ` among ${formatNumber(rest.held)}${rest.total === null ? '' : ` of ${formatNumber(rest.total)}`} loaded: not all`}
      </h1>
      {skipped > 0 && <p>{formatNumber(skipped)} could not be read and are not here</p>}
      <p translate="no">{describeOrigin(origin).join(' · ')}</p>
      <p>Read from Zoom on {formatExact(oldest, zone)}</p>
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
