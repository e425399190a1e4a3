import { inSlices } from '../../slices.ts'
import type { Agent } from '../schema.ts'
import type { FileCell, FileColumn } from './file-columns.ts'
import { makeInert } from './inert.ts'

/** Rows for the clipboard in its two forms: lines with tabs between the cells, and a table of HTML. */
export type CopiedRows = { 'text/plain': string; 'text/html': string }

/** Rows and columns that a spreadsheet takes as such, none of them a formula. */
export function copyRows(columns: readonly FileColumn[], agents: readonly Agent[]): CopiedRows {
  return join([writePart(columns, agents)])
}

/** The same for any number of rows, made without holding up the page. */
export async function copyManyRows(
  columns: readonly FileColumn[],
  agents: readonly Agent[],
): Promise<CopiedRows> {
  const parts: Part[] = []
  for await (const slice of inSlices(agents)) parts.push(writePart(columns, slice))
  return join(parts)
}

type Part = { lines: string; rows: string }

function writePart(columns: readonly FileColumn[], agents: readonly Agent[]): Part {
  const records = agents.map(agent => columns.map(({ cell }) => cell(agent)))
  return {
    lines: records.map(cells => cells.map(writeLineCell).join('\t')).join('\n'),
    rows: records.map(cells => `<tr>${cells.map(writeTableCell).join('')}</tr>`).join(''),
  }
}

function join(parts: readonly Part[]): CopiedRows {
  const rows = parts.map(({ rows }) => rows).join('')
  return {
    'text/plain': parts.map(({ lines }) => lines).join('\n'),
    'text/html': `<meta charset="utf-8"><table><tbody>${rows}</tbody></table>`,
  }
}

/** The emails of agents, each on one line; who has none is left out. */
export function listEmails(agents: readonly Agent[]): string[] {
  return agents.flatMap(({ user_email }) => user_email?.replace(LINE_ENDS, ' ').trim() ?? [])
}

/** A tab or a line end inside of a cell would be one between cells; LibreOffice and Excel take a `<br>` for one as well. */
const LINE_ENDS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g

function writeText(cell: FileCell): string {
  if (typeof cell !== 'string') return cell === undefined ? '' : String(cell)
  return makeInert(cell.replace(LINE_ENDS, ' '))
}

/** To a spreadsheet a quote at the beginning of a cell goes on over tabs and line ends until the next one. */
function writeLineCell(cell: FileCell): string {
  const text = writeText(cell)
  return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** "1:1", "3/4", "007", "TRUE": what a spreadsheet would take for a time, a date, a number. A moment may be one. */
const LOOKS_OTHERWISE = /^(?!\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$)[\s(.,$€£¥]*\d|^(true|false)$/i
/** That it is text, as LibreOffice is told. Excel would want a style attribute, which the page's policy refuses. */
const AS_TEXT = ' sdnum="1033;0;@"'

function writeTableCell(cell: FileCell): string {
  const text = writeText(cell)
  const escaped = text.replace(/[&<>"]/g, character => ESCAPES[character] ?? '')
  return `<td${typeof cell === 'string' && LOOKS_OTHERWISE.test(text) ? AS_TEXT : ''}>${escaped}</td>`
}
