'use client'

import { type ReactNode, useLayoutEffect, useRef } from 'react'
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
  const place = useRef<HTMLDivElement>(null)
  const moved = useRef<HTMLDivElement>(null)
  // Moved as they are: made anew, where a phone is turned, they would lose what they have opened and what was typed there.
  useLayoutEffect(() => {
    const here = place.current
    const buttons = moved.current
    if (!isPhone || !here || !buttons) return
    document.getElementById(SLOT)?.append(buttons)
    return () => here.append(buttons)
  }, [isPhone])
  return (
    // Until the scripts are there a phone has no place for them.
    <div ref={place} className="contents max-sm:hidden">
      <div ref={moved} className="contents">
        {children}
      </div>
    </div>
  )
}
