import { useState } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { Icon } from '@/components/ui/icon.tsx'
import { MenuItem } from '@/components/ui/menu.tsx'

/** Copies a link to the list as it is shown, and says so in its place; the menu stays open for that. */
export function CopyLink({ link }: { link: () => string }) {
  const [outcome, setOutcome] = useState('')

  async function copy() {
    const said = await navigator.clipboard.writeText(new URL(link(), window.location.href).href).then(
      () => 'Link copied',
      () => 'Could not be copied',
    )
    setOutcome(said)
    announce(said)
  }

  return (
    <MenuItem
      onSelect={event => {
        event.preventDefault()
        void copy()
      }}
    >
      <Icon name="link" />
      {outcome || 'Copy link'}
    </MenuItem>
  )
}
