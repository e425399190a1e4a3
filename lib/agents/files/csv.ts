import { inSlices } from '../../slices.ts'
import type { Agent } from '../schema.ts'
import type { FileCell, FileColumn } from './file-columns.ts'
import { makeInert } from './inert.ts'

/** By it spreadsheets know UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'
const LINE_END = '\r\n'

/** Also what other separators than commas would split, and spaces that a reader might take away. */
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/

/** A file of agents (RFC 4180) with the heads of its columns, part by part; none of its cells is a formula. */
export async function* writeCsv(
  columns: readonly FileColumn[],
  agents: readonly Agent[],
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + writeRecord(columns.map(({ head }) => head))
  for await (const slice of inSlices(agents))
    yield slice.map(agent => writeRecord(columns.map(({ cell }) => cell(agent)))).join('')
}

function writeRecord(cells: readonly FileCell[]): string {
  return cells.map(writeCell).join(',') + LINE_END
}

function writeCell(cell: FileCell): string {
  if (typeof cell !== 'string') return cell === undefined ? '' : String(cell)
  const text = makeInert(cell)
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
