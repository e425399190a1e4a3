import type { Early } from '@/components/ui/early/early.ts'
import { ProfileBar, ProfileBody } from './profile-bar.tsx'
import { PROFILE_NAME } from './profile-look.ts'

/** Runs by itself, inline: before any row can be pressed. */
function showBeforeScripts() {
  const { rollcallEarly: early } = window as Window & { rollcallEarly?: Early }
  if (!early) return
  const cells = '[data-index] > [aria-colindex]'
  const { stopPresses } = early
  let panel: HTMLElement | null = null
  let pressed: HTMLElement | null = null

  function show(row: Element) {
    hide()
    const list = document.querySelector('[data-agents-scroller]')?.parentElement
    const made = document.querySelector('[data-early-profile]')?.firstElementChild?.cloneNode(true)
    const heading = (made as Element | undefined)?.querySelector('h2')
    if (!list || !heading) return
    panel = made as HTMLElement
    const name = row.querySelector('[role=rowheader]')?.getAttribute('aria-label') ?? ''
    heading.textContent = name
    panel.setAttribute('role', 'dialog')
    panel.setAttribute('aria-label', name)
    // On a phone it has the whole window; else the place in which React's will stand.
    if (!matchMedia('(width < 40rem)').matches) {
      const { top, bottom } = list.getBoundingClientRect()
      panel.style.cssText = `position:fixed;top:${top}px;bottom:${innerHeight - bottom}px`
    }
    // Beside what React takes over: anything more within it would have the page made anew.
    document.body.append(panel)
    panel.focus({ preventScroll: true })
    pressed = row.querySelector('a')
  }
  /** Whose it was is then not opened any more. */
  function hide() {
    panel?.remove()
    panel = null
    for (const press of early?.pressed ?? [])
      if (press instanceof Element && press.matches(cells)) early?.pressed.delete(press)
  }
  function close() {
    hide()
    pressed?.focus({ preventScroll: true })
  }
  function onClick(event: MouseEvent) {
    const target = event.target as Element
    if (panel?.contains(target)) {
      event.stopImmediatePropagation()
      if (target.closest('button')) close()
      return
    }
    const hasKey = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    const row = target.closest('label') ? null : target.closest(cells)?.parentElement
    // A click that ends a selection of text opens nothing.
    if (row && !event.button && !hasKey && getSelection()?.isCollapsed !== false) show(row)
  }
  function onKey(event: KeyboardEvent) {
    if (!panel || event.key !== 'Escape') return
    event.stopImmediatePropagation()
    close()
  }
  window.addEventListener('click', onClick, true)
  window.addEventListener('keydown', onKey, true)
  early.stopPresses = () => {
    stopPresses()
    window.removeEventListener('click', onClick, true)
    window.removeEventListener('keydown', onKey, true)
    // Once the presses are done, and so React's is open.
    queueMicrotask(hide)
  }
}

/**
 * Shows whose profile is on its way as soon as a row is pressed, also before the scripts have arrived that open it: in its
 * place, until it is there. What is shown is rendered by the server alone and copied from here.
 */
export function EarlyProfile({ nonce }: { nonce: string | undefined }) {
  return (
    <>
      <div hidden data-early-profile>
        <div tabIndex={-1} className="profile-panel">
          <ProfileBar />
          <ProfileBody>
            <h2 dir="auto" translate="no" className={PROFILE_NAME}>
              No name
            </h2>
            <p className="text-text-2">Loading…</p>
          </ProfileBody>
        </div>
      </div>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a function of this file */}
      <script nonce={nonce} dangerouslySetInnerHTML={{ __html: `(${showBeforeScripts})()` }} />
    </>
  )
}
