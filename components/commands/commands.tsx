import { useState } from 'react'
import { takeEarlyText } from '@/components/ui/early/early.ts'
import { isComposing } from '@/components/ui/keys/key-match.ts'
import type { KeyEntry } from '@/components/ui/keys/keys.ts'
import { LazyDialog, lazyPart } from '@/components/ui/lazy-part.tsx'
import type { TypedBefore } from './commands-dialog.tsx'
import { BOX, CommandsFrame } from './commands-frame.tsx'

/** What finds and draws the commands. */
export const COMMANDS = lazyPart(
  'Commands',
  async () => (await import('./commands-dialog.tsx')).CommandsDialog,
)

function readBefore(): TypedBefore {
  const typed = takeEarlyText()
  return { typed: typed.replaceAll('\n', ''), isEntered: typed.endsWith('\n') }
}

type Props = { openKey: KeyEntry; onClose: () => void }

/** The commands. Their box is there at once: what is typed while the rest loads is in it, and Enter waits for the rest. */
export function Commands(props: Props) {
  const [before, setBefore] = useState(readBefore)
  /** An input method writes into this box: it would lose its text with the box. */
  const [isWriting, setIsWriting] = useState(false)
  const box = (
    <input
      {...BOX}
      role="combobox"
      aria-expanded={false}
      aria-busy
      value={before.typed}
      onChange={event => setBefore({ typed: event.target.value, isEntered: false })}
      onCompositionStart={() => setIsWriting(true)}
      onCompositionEnd={() => setIsWriting(false)}
      onKeyDown={event => {
        if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return
        // Where the rest arrives with this very key, what it opens has the focus by now: the browser would press that.
        event.preventDefault()
        setBefore({ ...before, isEntered: true })
      }}
    />
  )
  return (
    <LazyDialog
      part={COMMANDS}
      props={{ ...props, before }}
      isInUse={isWriting}
      waiting={<CommandsFrame {...props}>{box}</CommandsFrame>}
    />
  )
}
