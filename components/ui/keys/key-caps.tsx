import type { KeyName } from './key-match.ts'

const WORDS: Record<string, [other: string, mac?: string]> = {
  Mod: ['Ctrl', '⌘'],
  Control: ['Ctrl', '⌃'],
  Alt: ['Alt', '⌥'],
  Shift: ['Shift', '⇧'],
  Escape: ['Esc'],
  ArrowUp: ['↑'],
  ArrowDown: ['↓'],
  ArrowLeft: ['←'],
  ArrowRight: ['→'],
  PageUp: ['Page Up'],
  PageDown: ['Page Down'],
}

const CAP =
  'h-5 min-w-5 rounded border border-line-2 bg-bg px-1 text-center font-sans text-11 leading-[1.125rem] font-medium text-text-2'

/** A key as it stands on the keyboard, one cap for each part; a Mac's is chosen by the page's `data-system`. */
export function KeyCaps({ name }: { name: KeyName }) {
  return (
    <span className="inline-flex items-center gap-1">
      {name.split('+').map(part => {
        const [other, mac] = WORDS[part] ?? [part.length === 1 && name !== part ? part.toUpperCase() : part]
        if (!mac) {
          return (
            <kbd key={part} className={CAP}>
              {other}
            </kbd>
          )
        }
        return [
          <kbd key={other} className={`${CAP} in-data-[system=macOS]:hidden`}>
            {other}
          </kbd>,
          <kbd key={mac} className={`${CAP} hidden in-data-[system=macOS]:block`}>
            {mac}
          </kbd>,
        ]
      })}
    </span>
  )
}
