import type { Early } from './early.ts'

/** Runs by itself, inline and before everything else. */
function listenBeforeScripts() {
  const controls =
    'button[type=button], input[type=checkbox], [data-key] > label, [data-index] > [aria-colindex]'
  const early: Early = {
    pressed: new Set(),
    stopPresses() {
      document.removeEventListener('click', onClick, true)
      document.removeEventListener('keydown', onKey, true)
    },
    typed: '',
    values: {},
    focused: null,
  }
  function onClick(event: MouseEvent) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const control = (event.target as Element).closest<HTMLElement>(controls)
    if (!control) return
    event.preventDefault()
    // React would hear it as well, in the moment between its arrival and the replay.
    event.stopImmediatePropagation()
    early.pressed.add(control)
  }
  function onKey(event: KeyboardEvent) {
    const commands = document.querySelector<HTMLElement>('[aria-keyshortcuts~="Control+K"]')
    if (!commands || event.isComposing || event.altKey) return
    const hasMod = event.ctrlKey || event.metaKey
    const isMod = navigator.platform.startsWith('Mac') ? !event.ctrlKey : !event.metaKey
    if (hasMod && isMod && event.key === 'k') early.pressed.add(commands)
    else if (hasMod) return
    else if (!(early.pressed.has(commands) ? typeFor(commands, event.key) : takeKey(event))) return
    event.preventDefault()
  }
  /** What is typed once the commands are called is for them. */
  function typeFor(commands: HTMLElement, key: string) {
    if (key === 'Escape') {
      early.pressed.delete(commands)
      early.typed = ''
    } else if (key === 'Backspace') early.typed = early.typed.slice(0, -1)
    else if (key === 'Enter') early.typed += '\n'
    else if (key.length === 1) early.typed += key
    else return false
    return true
  }
  /** The key of the search is done at once: what is typed after it goes there. The others wait, as presses do. */
  function takeKey({ key, target }: KeyboardEvent) {
    if ((target as Element).matches('input:not([type=checkbox]), select')) return false
    if (key === 'Escape') return early.pressed.delete('?')
    if (key === '/') {
      const search = document.querySelector<HTMLInputElement>('[aria-keyshortcuts="/"]')
      if (!search || !hasSingleKeys()) return false
      search.focus()
    } else if ('?[]'.includes(key)) early.pressed.add(key)
    else return false
    return true
  }
  function hasSingleKeys() {
    try {
      return localStorage.getItem('rollcall.single_keys') !== 'off'
    } catch {
      return true
    }
  }
  function onInput(event: Event) {
    const control = event.target as HTMLInputElement
    if (control.dataset.early) early.values[control.dataset.early] = control.value
  }
  function onFocus(event: Event) {
    early.focused = (event.target as HTMLElement).dataset.early ?? null
  }
  ;(window as Window & { rollcallEarly?: Early }).rollcallEarly = early
  document.addEventListener('click', onClick, true)
  document.addEventListener('keydown', onKey, true)
  document.addEventListener('input', onInput, true)
  document.addEventListener('focusin', onFocus, true)
}

/**
 * Keeps what a person does before the scripts have arrived: a press waits for them instead of being lost, or of loading
 * the page anew, and what is entered is taken over. It stands in the head: at the end of the page rows would be seen
 * before it is there.
 */
export function BeforeScripts({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a function of this file
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: `(${listenBeforeScripts})()` }} />
}
