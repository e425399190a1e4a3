import { useEffect } from 'react'

/** The tab is named after the agent whose profile is open. */
export function useTitle(name: string | undefined): void {
  useEffect(() => {
    document.title = `${name ?? 'Agents'} · Rollcall`
  }, [name])
}
