import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Filter } from '@/lib/agents/view.ts'

const SETTLES_AFTER_MS = 400

type Options<Draft> = {
  filter: Filter | null
  read: (filter: Filter | null) => Draft
  /** Null: nothing is asked for; undefined: what is entered says nothing yet. */
  write: (draft: Draft) => Filter | null | undefined
  onSettled: (filter: Filter | null, options: { replace: boolean }) => void
}

/**
 * What is being typed into the fields of a filter. It settles after a pause, when a field is left, and when the fields
 * are closed; what is typed while they are open is one entry in the history.
 */
export function useDraft<Draft>({ filter, read, write, onSettled }: Options<Draft>) {
  const key = JSON.stringify(filter)
  const [draft, setDraft] = useState(() => read(filter))
  const last = useRef({ key, wasTyped: false })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const pending = useRef<Draft>(undefined)

  function settle(next: Draft, isTyped: boolean) {
    clearTimeout(timer.current)
    pending.current = undefined
    const wanted = write(next)
    if (wanted === undefined || JSON.stringify(wanted) === last.current.key) return
    const replace = isTyped && last.current.wasTyped
    last.current = { key: JSON.stringify(wanted), wasTyped: isTyped }
    onSettled(wanted, { replace })
  }

  // The filter changed otherwise (Back, Remove): that is the truth.
  const follow = useEffectEvent(() => {
    if (key === last.current.key) return
    clearTimeout(timer.current)
    pending.current = undefined
    last.current = { key, wasTyped: false }
    setDraft(read(filter))
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the key stands for is followed
  useEffect(() => follow(), [key])

  const settlePending = useRef(() => {})
  useEffect(() => {
    settlePending.current = () => {
      if (pending.current !== undefined) settle(pending.current, true)
    }
  })
  useEffect(() => () => settlePending.current(), [])

  return {
    draft,
    type(next: Draft): void {
      setDraft(next)
      pending.current = next
      clearTimeout(timer.current)
      timer.current = setTimeout(() => settlePending.current(), SETTLES_AFTER_MS)
    },
    choose(next: Draft): void {
      setDraft(next)
      settle(next, false)
    },
    leave: () => settlePending.current(),
  }
}
