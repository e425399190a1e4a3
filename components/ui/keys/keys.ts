import { type RefObject, useLayoutEffect, useRef } from 'react'
import { createBrowserSetting } from '../browser-setting.ts'
import { isCharacter, isComposing, type KeyName, matchesKey } from './key-match.ts'

/** One entry of the dialog Keys: any of `keys` does what the label says. */
export type KeyEntry = { keys: readonly KeyName[]; label: string; group: string }

export type KeyBinding = KeyEntry & {
  run: (event: KeyboardEvent) => void
  /** Whether the key means anything at the moment; by default it does. */
  isOn?: boolean
  /** A held key counts again and again. */
  repeats?: boolean
  /**
   * What the key belongs to. Under an open modal dialog or popover only what stands inside of it has keys, and of
   * several that want one key the one around the focus has it, else the one that came last.
   */
  of?: RefObject<Element | null>
}

/** Whether keys that write a character are on. Someone who speaks or tires may need them off (WCAG 2.1.4). */
export const singleKeys = createBrowserSetting(
  'single_keys',
  text => text !== 'off',
  isOn => (isOn ? 'on' : 'off'),
)

const entries = new Map<string, KeyEntry>()
const registered = new Set<RefObject<readonly KeyBinding[]>>()

/**
 * Describes a feature's keys for the dialog Keys, once, where its module is loaded. Those that an element handles by
 * itself (arrows in a grid) are only described; the others are bound with `useKeys`.
 */
export function describeKeys<Id extends string>(
  group: string,
  keys: Record<Id, Omit<KeyEntry, 'group'>>,
): Record<Id, KeyEntry> {
  const described = {} as Record<Id, KeyEntry>
  for (const id in keys) {
    described[id] = { ...keys[id], group }
    entries.set(`${group}/${id}`, described[id])
  }
  return described
}

/** All keys there are on the pages seen so far, by group. */
export function listKeys(): Map<string, KeyEntry[]> {
  return Map.groupBy(entries.values(), ({ group }) => group)
}

/** Binds keys for the whole page for as long as the component is there. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings)
  useLayoutEffect(() => {
    latest.current = bindings
  })
  // Before the frame that shows a page: a key pressed between that frame and a later effect would go to the page before.
  useLayoutEffect(() => {
    // On the window, and so after everything on the page, React's own handlers on the document included.
    if (registered.size === 0) window.addEventListener('keydown', onKeyDown)
    registered.add(latest)
    return () => {
      registered.delete(latest)
      if (registered.size === 0) window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

/** By platform, as a browser has always told it; a Mac's keyboard is an iPad's too. */
export const isMac = () => /Mac|iP(hone|ad|od)/.test(navigator.platform)

function onKeyDown(event: KeyboardEvent): void {
  if (isComposing(event)) {
    // This Escape cancels what is being written; the browser would close a dialog with it as well.
    if (event.key === 'Escape') event.preventDefault()
    return
  }
  if (event.defaultPrevented) return
  const target = event.composedPath()[0]
  const focus = target instanceof Element ? target : document.body
  const binding = findBinding(event, focus)
  if (!binding) return
  event.preventDefault()
  if (!event.repeat || binding.repeats) binding.run(event)
}

function findBinding(event: KeyboardEvent, focus: Element): KeyBinding | undefined {
  const layer = openLayer(focus)
  let found: KeyBinding | undefined
  for (const { current } of registered) {
    for (const binding of current) {
      if (binding.isOn === false || !binding.keys.some(name => applies(event, name, focus))) continue
      if (layer && !(binding.of?.current && layer.contains(binding.of.current))) continue
      if (!found || !isNearer(found, binding, focus)) found = binding
    }
  }
  return found
}

function applies(event: KeyboardEvent, name: KeyName, focus: Element): boolean {
  if (!matchesKey(event, name, isMac())) return false
  return !isCharacter(name) || (singleKeys.read() && !isTyping(focus))
}

/** `:is` lets a browser pass over what it does not know. */
const LAYERS = ':is(:modal, :popover-open, select:open)'

/** What is open in front of the page: the layer that has the focus, else the last one. */
function openLayer(focus: Element): Element | undefined {
  return focus.closest(LAYERS) ?? [...document.querySelectorAll(LAYERS)].at(-1)
}

/** Whether the first belongs to something around the focus that the second does not belong inside of. */
function isNearer(first: KeyBinding, second: KeyBinding, focus: Element): boolean {
  const ofFirst = first.of?.current
  const ofSecond = second.of?.current
  if (!ofFirst?.contains(focus)) return false
  return !ofSecond?.contains(focus) || ofSecond.contains(ofFirst)
}

const NOT_TYPED = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']

/** Where characters go into a text, or choose in a list. */
function isTyping(focus: Element): boolean {
  if (focus instanceof HTMLInputElement) return !NOT_TYPED.includes(focus.type)
  if (focus instanceof HTMLElement && focus.isContentEditable) return true
  return focus.closest('textarea, select, [role=textbox], [role=searchbox], [role=combobox]') !== null
}
