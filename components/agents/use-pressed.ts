import { useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

/** A page in the background has no frames. */
const LONGEST_FRAME_MS = 100

/**
 * The agent whose profile is made ready, unseen, before it is opened. While the mouse button is down on a row there is time
 * for that: a hand holds it for about 60 ms. A touch may become a scroll, and is not waited for.
 */
export function usePressed() {
  const [pressed, press] = useState<string | null>(null)
  const isShown = useRef(false)

  useEffect(() => {
    if (pressed === null) return
    // After the click, which comes with the same release.
    const release = () => setTimeout(() => isShown.current || press(null), 0)
    window.addEventListener('pointerup', release)
    window.addEventListener('pointercancel', release)
    return () => {
      window.removeEventListener('pointerup', release)
      window.removeEventListener('pointercancel', release)
    }
  }, [pressed])

  /** Shows the profile in the next frame. `open`, with all the work that follows from it, comes after that frame. */
  const showPressed = useCallback((user_id: string, open: () => void) => {
    flushSync(() => press(user_id))
    const opened = () => {
      isShown.current = false
      open()
      press(null)
    }
    const ready = document.querySelector<HTMLElement>('[data-profile][inert]')
    if (!ready) return opened() // another one is open
    ready.inert = false
    isShown.current = true
    afterFrame(opened)
  }, [])
  return { pressed, press, showPressed }
}

/** Does the work once a frame was painted, or before anything else that the person does. */
function afterFrame(work: () => void): void {
  const begun = new AbortController()
  const begin = () => {
    if (begun.signal.aborted) return
    begun.abort()
    work()
  }
  for (const act of ['keydown', 'pointerdown'])
    window.addEventListener(act, begin, { capture: true, signal: begun.signal })
  requestAnimationFrame(() => setTimeout(begin, 0))
  setTimeout(begin, LONGEST_FRAME_MS)
}
