import { useEffect, useState } from 'react'

/** Whether any text was selected on the page so far: from then on it may be copied. */
export function useHasSelectedText(): boolean {
  const [has, setHas] = useState(false)
  useEffect(() => {
    if (has) return
    const note = () => setHas(window.getSelection()?.isCollapsed === false)
    document.addEventListener('selectionchange', note)
    return () => document.removeEventListener('selectionchange', note)
  }, [has])
  return has
}
