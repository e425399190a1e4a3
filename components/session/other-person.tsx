import { useEffect } from 'react'
import { SessionDialog } from './session-dialog.tsx'

type Props = {
  /** Who is signed in now; null while that is not known. */
  user_name: string | null
  /** Whose page this was. */
  was: string
}

/** A browser has one session for all its tabs: what this tab showed was for somebody else, and is gone. */
export function OtherPerson({ user_name, was }: Props) {
  useEffect(forgetDocument, [])
  const name = user_name === null ? 'Somebody else' : <bdi translate="no">{user_name}</bdi>
  return (
    <SessionDialog title="Somebody else has signed in">
      <p role="alert" className="mt-1.5 mb-4 text-text-2">
        {name} is signed in in this browser now. What was shown here for <bdi translate="no">{was}</bdi> has
        been removed from this tab.
      </p>
      <a href="/agents" className="button button-ink h-auto! w-fit max-w-full py-1 whitespace-normal!">
        <span className="[overflow-wrap:anywhere]">
          Continue as {user_name === null ? 'this person' : name}
        </span>
      </a>
    </SessionDialog>
  )
}

/** The rows of the first paint stand in the document's own scripts, and what was searched for in its address. */
function forgetDocument(): void {
  for (const script of document.querySelectorAll('script:not([src])')) script.textContent = ''
  window.history.replaceState(window.history.state, '', '/agents')
}
