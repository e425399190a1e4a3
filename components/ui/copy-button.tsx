'use client'

import { useEffect, useState } from 'react'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'
import { COPY } from './late-shapes.ts'

const SHOWN_MS = 2_000

type Props = { text: () => string; label: string; shape?: string }

/** Copies a text and says so in place: by the icon, and to a screen reader. */
export function CopyButton({ text, label, shape = COPY }: Props) {
  const [outcome, setOutcome] = useState<'' | 'Copied' | 'Not copied'>('')
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(''), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])

  async function copy() {
    setOutcome('') // what stays as it is would not be heard again
    try {
      await navigator.clipboard.writeText(text())
      setOutcome('Copied')
    } catch {
      setOutcome('Not copied')
    }
  }

  return (
    <>
      <IconButton label={label} onClick={copy}>
        {outcome === 'Copied' ? <Icon name="check" /> : <Icon shape={shape} />}
      </IconButton>
      <span aria-live="polite" className={outcome === 'Not copied' ? 'text-12 text-danger' : 'sr-only'}>
        {outcome}
      </span>
    </>
  )
}
