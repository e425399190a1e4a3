import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from 'react'

/**
 * What has the focus may go without anybody's doing: a read moves or removes an agent, a row is scrolled out of view, the
 * last agent leaves a status. The browser then leaves the focus nowhere, and the next key does nothing. The handler
 * returned belongs on what is `around`; `onLost` says where the focus goes on.
 */
export function useKeptFocus(around: RefObject<Element | null>, onLost: () => void) {
  const focused = useRef<Element | null>(null)
  const restore = useEffectEvent(onLost)
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
  return { onBlur }
}
