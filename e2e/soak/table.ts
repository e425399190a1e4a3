import type { Figures } from './case.ts'

export type Row = { name: string; kept: boolean; seconds: number; figures: Figures; fault?: string }

/** One line per case, as GitHub-flavoured Markdown: it can be pasted into the guide. */
export function printTable(rows: readonly Row[]): void {
  const cells = [
    ['Case', 'Kept', 'Seconds', 'Figures'],
    ...rows.map(({ name, kept, seconds, figures, fault }) => [
      name,
      kept ? 'yes' : 'NO',
      seconds.toFixed(0),
      fault ?? describe(figures),
    ]),
  ]
  const widths = [0, 1, 2].map(column => Math.max(...cells.map(row => row[column]?.length ?? 0)))
  const line = (row: string[]) => `| ${row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = cells
  console.log(`\n${line(head)}\n|${widths.map(width => '-'.repeat(width + 2)).join('|')}|---|`)
  for (const row of body) console.log(line(row))
}

/** `requests 200, refreshes 1` */
export function describe(figures: Figures): string {
  return Object.entries(figures)
    .map(([what, value]) => `${what} ${typeof value === 'number' ? value.toLocaleString('en') : value}`)
    .join(', ')
}
