import { type RefObject, useEffect, useEffectEvent } from 'react'
import type { Field } from '@/lib/agents/field.ts'
import { copyRows } from '@/lib/agents/files/copied-rows.ts'
import { shownColumns } from '@/lib/agents/files/file-columns.ts'
import type { Agent } from '@/lib/agents/schema.ts'

type Props = {
  scroller: RefObject<HTMLElement | null>
  agents: readonly Agent[]
  fields: readonly Field[]
  zone: string
}

/** Text that is selected over several rows is copied as these rows, with their columns, which a spreadsheet takes as such. */
export function CopiedText({ scroller, agents, fields, zone }: Props) {
  const onCopy = useEffectEvent((event: ClipboardEvent) => {
    const rows = selectedRows(scroller.current)
    // Other text is left to the browser.
    if (rows === null || event.clipboardData === null || event.defaultPrevented) return
    const copied = copyRows(shownColumns(fields, zone), agents.slice(rows.first, rows.last + 1))
    for (const [type, text] of Object.entries(copied)) event.clipboardData.setData(type, text)
    event.preventDefault()
  })
  useEffect(() => {
    document.addEventListener('copy', onCopy)
    return () => document.removeEventListener('copy', onCopy)
  }, [])
  return null
}

/** The places of the rows that the selected text goes over, both ends included; null for fewer than two. */
function selectedRows(scroller: HTMLElement | null): { first: number; last: number } | null {
  const selection = window.getSelection()
  if (!scroller || !selection || selection.isCollapsed) return null
  if (document.activeElement?.matches('input:not([type=checkbox]), textarea')) return null
  const range = selection.getRangeAt(0)
  const all = scroller.querySelectorAll<HTMLElement>('[data-index]')
  const rows = [...all].filter(row => hasSelectedText(row, range))
  // Rows out of view do not exist; who selected everything means them, too.
  if (rows.length === all.length && selection.containsNode(scroller))
    return { first: 0, last: Number.POSITIVE_INFINITY }
  const places = rows.map(({ dataset }) => Number(dataset.index))
  return places.length < 2 ? null : { first: Math.min(...places), last: Math.max(...places) }
}

/** A range that ends where a row begins touches it without a letter. */
function hasSelectedText(row: HTMLElement, range: Range): boolean {
  if (!range.intersectsNode(row)) return false
  const common = document.createRange()
  common.selectNodeContents(row)
  if (range.compareBoundaryPoints(Range.START_TO_START, common) > 0)
    common.setStart(range.startContainer, range.startOffset)
  if (range.compareBoundaryPoints(Range.END_TO_END, common) < 0)
    common.setEnd(range.endContainer, range.endOffset)
  return common.toString() !== ''
}
