import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { findFocusable } from './return-focus.ts'

/**
 * What has the focus may go without anybody's doing: a read moves or removes an agent, a row is scrolled out of view, the
 * last agent leaves a status. The browser then leaves the focus nowhere, and the next key does nothing. What is returned
 * belongs on the element around; `onLost` says where the focus goes on, by default at its first control.
 */
export function useKeptFocus<Around extends HTMLElement>(
  onLost = (around: Around) => findFocusable(around)?.focus(),
  given?: RefObject<Around | null>,
) {
  const own = useRef<Around>(null)
  const around = given ?? own
  const focused = useRef<Element | null>(null)
  const restore = useEffectEvent(() => around.current && onLost(around.current))
  useLayoutEffect(() => {
    const element = around.current
    const note = ({ target }: Event) => {
      focused.current = target as Element
    }
    // Not by React, which hears nothing while it changes the page: a dialog that goes gives the focus back just then.
    element?.addEventListener('focusin', note)
    return () => element?.removeEventListener('focusin', note)
  }, [around])
  // After every render: each may have taken it away.
  useLayoutEffect(() => {
    const at = document.activeElement
    const isNowhere = !at || at === document.body
    if (
      !focused.current ||
      !isNowhere ||
      (focused.current.isConnected && !focused.current.matches(':disabled'))
    )
      return
    focused.current = null
    restore()
  })
  /** By React: what goes loses the focus as well, and that is not heard. */
  function onBlur() {
    // The window going behind another one takes the focus from nobody.
    if (document.hasFocus()) focused.current = null
  }
  return { ref: around, onBlur }
}
