'use client'

import { type ReactNode, useLayoutEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useIsPhone } from './use-phone.ts'

const SLOT = 'phone-tools'

/** The place in the phone's Menu where a screen's buttons go; the top bar has it. */
export function ToolsSlot() {
  return <div id={SLOT} className="flex flex-col items-stretch [&_.button]:justify-start" />
}

/**
 * A screen's buttons (Views, Columns, Export), which on a phone stand under Menu in the top bar. Buttons only: a
 * dialog that one of them opens belongs outside, since nothing inside of a closed menu can be seen.
 */
export function Tools({ children }: { children: ReactNode }) {
  const isPhone = useIsPhone()
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  useLayoutEffect(() => setSlot(isPhone ? document.getElementById(SLOT) : null), [isPhone])
  if (slot) return createPortal(children, slot)
  // Until the scripts are there a phone has no place for them.
  return <div className="contents max-sm:hidden">{children}</div>
}
