/** Between emptying the region and filling it: a text that stays the same would not be heard a second time. */
const PAUSE_MS = 100

let region: HTMLElement | undefined
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Says something once, politely, to whoever listens to the page: what a person has done and what is not heard
 * otherwise, since the focus stays where it was. Never for what changes by itself every second. `isNamed`: there is a name
 * in it, which a page that is translated leaves as it is.
 */
export function announce(text: string, { isNamed = false } = {}): void {
  region ??= createRegion()
  // What is outside of a modal dialog is not heard while it is open.
  const home = document.querySelector('dialog:modal') ?? document.body
  if (region.parentElement !== home) home.append(region)
  region.textContent = ''
  region.translate = !isNamed
  clearTimeout(timer)
  timer = setTimeout(() => {
    if (region) region.textContent = text
  }, PAUSE_MS)
}

function createRegion(): HTMLElement {
  const element = document.createElement('p')
  element.setAttribute('aria-live', 'polite')
  element.className = 'sr-only'
  return element
}
