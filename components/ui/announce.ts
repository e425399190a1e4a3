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
  const said = bring()
  said.textContent = ''
  said.translate = !isNamed
  clearTimeout(timer)
  timer = setTimeout(function say() {
    // A dialog that has closed meanwhile has taken it along.
    if (said.isConnected) said.textContent = text
    else {
      bring()
      timer = setTimeout(say, PAUSE_MS)
    }
  }, PAUSE_MS)
}

/** What is outside of a modal dialog is not heard while it is open. */
function bring(): HTMLElement {
  region ??= createRegion()
  const home = document.querySelector('dialog:modal') ?? document.body
  if (region.parentElement !== home) home.append(region)
  return region
}

function createRegion(): HTMLElement {
  const element = document.createElement('p')
  element.setAttribute('aria-live', 'polite')
  element.className = 'sr-only'
  return element
}
