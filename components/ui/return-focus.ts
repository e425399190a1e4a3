/** What has the focus now, with all that is around it, so that the focus can come back here. */
export function rememberFocus(): Element[] {
  const around: Element[] = []
  for (let at = document.activeElement; at && at !== document.body; at = at.parentElement) {
    around.push(at)
    // A popover is likely to be closed by then; what opened it is not.
    const opener = at.matches('[popover]') && document.querySelector(`[popovertarget="${CSS.escape(at.id)}"]`)
    if (opener) around.push(opener)
  }
  return around
}

const FOCUSABLE = ':is(a[href], button, input, select, textarea, [tabindex]):not(:disabled)'

/**
 * Gives the focus back. Where the element is gone or can no longer be seen, it goes to what stands in its place:
 * the first control of the nearest thing around it that is still there, or of the page.
 */
export function returnFocus(around: readonly Element[]): void {
  for (const element of [...around, document.querySelector('main')]) {
    if (!element?.isConnected || !element.checkVisibility()) continue
    const target = element.matches(FOCUSABLE) ? element : findFocusable(element)
    if (!(target instanceof HTMLElement)) continue
    target.focus({ preventScroll: true })
    if (document.activeElement === target) return
  }
}

/** The first control in an element that can be seen and takes the focus. */
export function findFocusable(element: Element): HTMLElement | undefined {
  return [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
    control => control.tabIndex >= 0 && control.checkVisibility(),
  )
}
