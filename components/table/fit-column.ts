import type { Field } from '@/lib/agents/field.ts'
import { type FieldKey, fieldOf } from '@/lib/agents/fields.ts'
import { BESIDE, neededWidth } from '@/lib/agents/look/column-tracks.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { inSlices } from '@/lib/slices.ts'
import { drawCell } from '../cells/draw-cell.tsx'

/** The width in rem at which a column shows the texts of all these agents whole, drawn as in this table. */
export async function fitColumn(
  table: Element,
  key: FieldKey,
  agents: readonly Agent[],
  zone: string,
): Promise<number> {
  const field = fieldOf(key)
  const head = neededWidth(field, [])
  if (field.limit) return head
  const row = document.createElement('div')
  row.className = 'agents-row'
  row.ariaHidden = 'true'
  row.translate = false
  row.style.cssText = 'position: absolute; visibility: hidden'
  // The email may be the second line of the name.
  const fields = field.cell === 'name' ? [field, fieldOf('user_email')] : [field]
  const cells = fields.map(({ key, cell }) => {
    const element = document.createElement('div')
    element.className = cell === 'id' ? 'agents-cell mono' : 'agents-cell'
    element.dataset.key = key
    element.style.cssText = 'width: max-content; white-space: pre'
    row.append(element)
    return element
  })
  table.append(row)
  try {
    let widest = 0
    for await (const slice of inSlices(agents))
      fields.forEach((shown, place) => {
        const cell = cells[place] as HTMLElement
        if (shown !== field && getComputedStyle(cell).gridRowStart !== '1') return
        // A block of lines is as wide as its longest one.
        cell.textContent = slice.map(agent => drawnText(shown, agent, zone)).join('\n')
        widest = Math.max(widest, cell.getBoundingClientRect().width)
      })
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    return Math.max(head, (Math.ceil(widest) + 1) / rem + (BESIDE[field.cell] ?? 0))
  } finally {
    row.remove()
  }
}

function drawnText(field: Field, agent: Agent, zone: string): string {
  const { content } = drawCell(field, agent, zone)
  const text = typeof content === 'string' ? content : (field.text(agent, zone) ?? '')
  return text.replace(/\s+/g, ' ')
}
