/**
 * What can be pressed and is smaller than it has to be, by where presses arrive. Only what is on top and in view is looked at, and of a row, which is pressed as a whole, its checkbox.
 */
export function listSmall(least: number): string[] {
  const layers = document.querySelectorAll('dialog:modal, [popover]:popover-open')
  const controls = ([...layers].at(-1) ?? document).querySelectorAll<HTMLInputElement>(
    'button, a[href], input, select, [role=menuitem], [role=option]',
  )
  /** Something around it that scrolls shows only a part of it. */
  function isCut(control: Element): boolean {
    const { left, right, top, bottom } = control.getBoundingClientRect()
    for (let at = control.parentElement; at; at = at.parentElement) {
      const box = at.getBoundingClientRect()
      const scrolls = at.scrollWidth > at.clientWidth || at.scrollHeight > at.clientHeight
      const reaches = left < box.left || right > box.right || top < box.top || bottom > box.bottom
      if (scrolls && reaches && getComputedStyle(at).overflowX !== 'visible') return true
    }
    return false
  }
  return [...controls].flatMap(control => {
    if (control.matches('[data-id] *:not(input), .sr-only, .sr-only *') || control.disabled) return []
    const parts = [control, ...(control.labels ?? [])]
    const boxes = parts.map(part => part.getBoundingClientRect())
    const [left, top] = [Math.min(...boxes.map(box => box.left)), Math.min(...boxes.map(box => box.top))]
    const x = (left + Math.max(...boxes.map(box => box.right))) / 2
    const y = (top + Math.max(...boxes.map(box => box.bottom))) / 2
    const isHit = (dx: number, dy: number) => {
      const at = document.elementFromPoint(x + dx, y + dy)
      return at !== null && parts.some(part => part.contains(at))
    }
    /** How far from the middle a press still arrives, one way and the other. */
    const reach = (dx: number, dy: number) => {
      let steps = 0
      for (const way of [1, -1])
        for (let at = way; steps < least && isHit(at * dx, at * dy); at += way) steps++
      return steps + 1
    }
    const isSeen = boxes[0]?.width !== 1 && isHit(0, 0) && y > least && y < innerHeight - least
    if (!isSeen || parts.some(isCut) || (reach(1, 0) >= 24 && reach(0, 1) >= least)) return []
    return [
      `${control.getAttribute('aria-label') ?? parts.at(-1)?.textContent}: ${reach(1, 0)} by ${reach(0, 1)}`,
    ]
  })
}
