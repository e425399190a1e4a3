import { writeCsv } from '@/lib/agents/files/csv.ts'
import type { FileColumn } from '@/lib/agents/files/file-columns.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { formatInstant } from '@/lib/formats.ts'

/** Long after any browser has begun to save it. */
const KEPT_MS = 60_000

/** "Rollcall agents 2026-11-27 1402.csv": nothing of the account, nor of anybody in it. */
export function fileName(at: Date, zone: string, isPartial: boolean): string {
  const [date, time = ''] = formatInstant(at.toISOString(), zone).split(' ')
  return `Rollcall agents ${date} ${time.slice(0, 5).replace(':', '')}${isPartial ? ' PARTIAL' : ''}.csv`
}

/** Makes the file and hands it to the browser. */
export async function downloadCsv(
  name: string,
  columns: readonly FileColumn[],
  agents: readonly Agent[],
): Promise<void> {
  const parts: string[] = []
  for await (const part of writeCsv(columns, agents)) parts.push(part)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(parts, { type: 'text/csv;charset=utf-8' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS)
}
