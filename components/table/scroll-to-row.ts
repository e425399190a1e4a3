/** Scrolls as little as brings a row into view, below the heads that stay above. */
export function scrollToRow(scroller: HTMLElement, row: number, rowHeight: number): void {
  const head = scroller.querySelector<HTMLElement>('[data-head]')
  const headHeight = head && getComputedStyle(head).position === 'sticky' ? head.offsetHeight : 0
  const top = row * rowHeight
  const view = scroller.clientHeight - headHeight
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + rowHeight > scroller.scrollTop + view) scroller.scrollTop = top + rowHeight - view
}
