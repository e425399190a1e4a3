import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type KeyPress, matchesKey } from './key-match.ts'

const press = (key: string, rest: Partial<KeyPress> & { altGraph?: boolean } = {}): KeyPress => ({
  key,
  code: '',
  keyCode: 0,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  getModifierState: name => name === 'AltGraph' && rest.altGraph === true,
  ...rest,
})
const onPc = (event: KeyPress, name: string) => matchesKey(event, name, false)
const onMac = (event: KeyPress, name: string) => matchesKey(event, name, true)

describe('a single character', () => {
  test('is the character itself, however the layout writes it with Shift', () => {
    expect(onPc(press('/'), '/')).toBe(true)
    expect(onPc(press('/', { shiftKey: true, code: 'Digit7' }), '/')).toBe(true)
    expect(onPc(press('?', { shiftKey: true }), '?')).toBe(true)
    expect(onPc(press('/'), '?')).toBe(false)
  })

  test('is another key with Control, Alt or Meta', () => {
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey'] as const) {
      expect(onPc(press('[', { [modifier]: true }), '[')).toBe(false)
    }
    expect(onMac(press('[', { metaKey: true }), '[')).toBe(false)
    expect(onMac(press('[', { ctrlKey: true }), '[')).toBe(false)
  })

  test('is itself where AltGr writes it, which Windows reports as Control with Alt', () => {
    expect(onPc(press('[', { altGraph: true }), '[')).toBe(true)
    expect(onPc(press('[', { altGraph: true, ctrlKey: true, altKey: true }), '[')).toBe(true)
    expect(onPc(press('[', { ctrlKey: true, altKey: true }), '[')).toBe(false)
    expect(onPc(press('[', { altGraph: true, metaKey: true }), '[')).toBe(false)
  })

  test('is itself where Option writes it on a Mac', () => {
    expect(onMac(press('[', { altKey: true, code: 'Digit5' }), '[')).toBe(true)
    expect(onMac(press('“', { altKey: true, code: 'BracketLeft' }), '[')).toBe(false)
  })
})

describe('a key with modifiers', () => {
  test('needs all of them and no other', () => {
    expect(onPc(press('k', { ctrlKey: true }), 'Mod+k')).toBe(true)
    expect(onPc(press('k', { metaKey: true }), 'Mod+k')).toBe(false)
    expect(onMac(press('k', { metaKey: true }), 'Mod+k')).toBe(true)
    expect(onMac(press('k', { ctrlKey: true }), 'Mod+k')).toBe(false)
    expect(onPc(press('k', { ctrlKey: true, altKey: true }), 'Mod+k')).toBe(false)
    expect(onPc(press('K', { ctrlKey: true, shiftKey: true }), 'Mod+k')).toBe(false)
    expect(onPc(press('Escape'), 'Escape')).toBe(true)
    expect(onPc(press('Escape', { shiftKey: true }), 'Escape')).toBe(false)
    expect(onPc(press('End', { ctrlKey: true }), 'Control+End')).toBe(true)
  })

  test('knows a letter under Caps Lock and on a layout of another alphabet', () => {
    expect(onPc(press('K', { ctrlKey: true }), 'Mod+k')).toBe(true)
    expect(onPc(press('л', { ctrlKey: true, code: 'KeyK' }), 'Mod+k')).toBe(true)
    // Where the key at that place writes another Latin letter, that letter counts.
    expect(onPc(press('t', { ctrlKey: true, code: 'KeyK' }), 'Mod+k')).toBe(false)
  })
})

test('what belongs to an input method is never a key, whatever else is pressed', () => {
  const name = fc.constantFrom('/', '?', '[', 'Escape', 'Enter', 'Mod+k')
  fc.assert(
    fc.property(name, fc.boolean(), fc.boolean(), fc.boolean(), (name, isMac, ctrlKey, byCode) => {
      const key = name.split('+').pop() as string
      const composing = byCode ? { keyCode: 229 } : { isComposing: true }
      return !matchesKey(press(key, { ctrlKey, metaKey: isMac, ...composing }), name, isMac)
    }),
  )
})
