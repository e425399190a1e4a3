import { expect, test } from '../support/fixtures.ts'

/** The text of a cell may be longer than the letters it was estimated by. */
const NEAR = 24

type Column = { key: string; cut: number; free: number }

/** Of each column: how many of its cells are cut, and how many pixels none of its texts needs. */
function measureColumns(): Column[] {
  const found = new Map<string, Column>()
  for (const cell of document.querySelectorAll<HTMLElement>('[data-index] > [data-key]')) {
    const key = cell.dataset.key as string
    const column = found.get(key) ?? { key, cut: 0, free: Number.POSITIVE_INFINITY }
    const text = document.createRange()
    text.selectNodeContents(cell)
    const inner = cell.getBoundingClientRect()
    const { paddingRight } = getComputedStyle(cell)
    column.free = Math.min(column.free, inner.right - Number.parseFloat(paddingRight) - text.getBoundingClientRect().right)
    if (cell.scrollWidth > cell.clientWidth) column.cut++
    found.set(key, column)
  }
  return [...found.values()]
}

for (const width of [1440, 1920, 2560]) {
  test(`in ${width} pixels no column has room to spare while another one is cut`, async ({
    page,
    agents,
    openList,
  }) => {
    await page.setViewportSize({ width, height: 1000 })
    await openList()
    await expect(agents.row(20)).toBeVisible()
    const columns = await page.evaluate(measureColumns)
    expect(columns.length).toBeGreaterThan(8)
    const isCut = columns.some(({ cut }) => cut > 1)
    console.log(width, JSON.stringify(columns), await agents.scroller.evaluate(e => [e.scrollWidth, e.clientWidth]))
    if (isCut) expect(columns.filter(({ cut, free }) => cut === 0 && free > NEAR)).toEqual([])
  })
}
