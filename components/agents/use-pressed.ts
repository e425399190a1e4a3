import { useEffect, useState } from 'react'

/**
 * The agent on whose row the mouse button is down. A hand holds it for about 60 ms before it is a click, time enough to
 * make the profile ready; a touch may become a scroll, and is not waited for.
 */
export function usePressed() {
  const [pressed, setPressed] = useState<string | null>(null)
  useEffect(() => {
    if (pressed === null) return
    // After the click, which comes with the same release.
    const release = () => setTimeout(setPressed, 0, null)
    window.addEventListener('pointerup', release)
    window.addEventListener('pointercancel', release)
    return () => {
      window.removeEventListener('pointerup', release)
      window.removeEventListener('pointercancel', release)
    }
  }, [pressed])
  return [pressed, setPressed] as const
}
