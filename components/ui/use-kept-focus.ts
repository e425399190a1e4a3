import { type FocusEvent, useEffectEvent, useLayoutEffect, useRef } from 'react'

/**
 * What has the focus may go without anybody's doing: a read moves or removes an agent, a row is scrolled out of view, the
 * last agent leaves a status. The browser then leaves the focus nowhere, and the next key does nothing. The handlers
 * returned belong on what is around; `onLost` says where the focus goes on.
 */
export function useKeptFocus(onLost: () => void) {
  const focused = useRef<Element | null>(null)
  const restore = useEffectEvent(onLost)
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
  return {
    onFocus: ({ target }: FocusEvent) => {
      focused.current = target
    },
    onBlur: () => {
      // The window going behind another one takes the focus from nobody.
      if (document.hasFocus()) focused.current = null
    },
  }
}
