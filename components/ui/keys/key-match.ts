/** What of a KeyboardEvent decides which key it is. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'keyCode' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing'
> & { getModifierState: (name: string) => boolean }

/**
 * A key by its `KeyboardEvent.key`, with the modifiers it needs before it: "/", "Escape", "Mod+k", "Control+End".
 * Mod is the Command key on a Mac and Control elsewhere.
 */
export type KeyName = string

const COMPOSING_KEY_CODE = 229

/** The press belongs to an input method (Safari says so by the code alone). It is no key of ours, whatever it is called. */
export function isComposing({ isComposing, keyCode }: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean {
  return isComposing || keyCode === COMPOSING_KEY_CODE
}

/** Whether a key writes a character when pressed alone: those may be switched off (WCAG 2.1.4), and typing has them first. */
export function isCharacter(name: KeyName): boolean {
  return [...name].length === 1
}

/** Exactly this key with exactly these modifiers: any other one makes it another key, often the browser's own. */
export function matchesKey(press: KeyPress, name: KeyName, isMac: boolean): boolean {
  if (isComposing(press)) return false
  if (isCharacter(name)) return press.key === name && !hasModifier(press, isMac)
  const parts = name.split('+')
  const key = parts.pop() ?? ''
  const needs = new Set(parts.map(part => (part === 'Mod' ? (isMac ? 'Meta' : 'Control') : part)))
  return (
    keyOf(press, key) === key &&
    press.ctrlKey === needs.has('Control') &&
    press.metaKey === needs.has('Meta') &&
    press.altKey === needs.has('Alt') &&
    press.shiftKey === needs.has('Shift')
  )
}

/**
 * Shift, AltGr and a Mac's Option are how many layouts write a character ("?", and "[" on a German one); then they are
 * not modifiers. AltGr reports as Control with Alt on Windows.
 */
function hasModifier(press: KeyPress, isMac: boolean): boolean {
  if (press.metaKey) return true
  if (isMac) return press.ctrlKey
  return (press.ctrlKey || press.altKey) && !press.getModifierState('AltGraph')
}

/** A letter by itself, also under Caps Lock, and by its place where the layout writes another alphabet. */
function keyOf({ key, code }: KeyPress, wanted: string): string {
  if (!/^[a-z]$/.test(wanted)) return key
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key
}
