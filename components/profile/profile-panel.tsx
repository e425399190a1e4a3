'use client'

import { type RefObject, use, useEffect, useRef } from 'react'
import { onDismissed } from '@/components/ui/dialog.tsx'
import { useKeys } from '@/components/ui/keys/keys.ts'
import { LazyText, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import { PHONE } from '@/components/ui/use-phone.ts'
import { ProfileBar, ProfileBody } from './profile-bar.tsx'
import type { ProfileProps } from './profile-inside.tsx'
import { PROFILE_KEYS } from './profile-keys.ts'
import { ProfileName } from './profile-name.tsx'

/** Its scripts come when a row is pressed. */
const INSIDE = lazyPart('Profile', async () => (await import('./profile-inside.tsx')).ProfileInside)

/** One agent over the list: beside it where there is room, in front of everything on a phone. */
export function ProfilePanel(props: ProfileProps) {
  const { user_id, isOpen, agents, onClose } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const row = agents.find(agent => agent.user_id === user_id)
  useOpenedDialog(dialog, isOpen)
  useKeys([{ ...PROFILE_KEYS.close, of: dialog, isOn: isOpen, run: onClose }])

  return (
    <dialog
      role="dialog"
      ref={dialog}
      open
      inert={!isOpen}
      aria-labelledby="profile-name"
      data-profile
      tabIndex={-1}
      {...onDismissed(onClose)}
      className="profile-panel"
    >
      <LazyText
        part={INSIDE}
        props={{ ...props, dialog }}
        known={notYet => (
          <>
            <ProfileBar onClose={onClose} />
            <ProfileBody>
              {row && <ProfileName name={row.display_name} />}
              {notYet}
            </ProfileBody>
          </>
        )}
      />
    </dialog>
  )
}

/** Has a profile's scripts here once the page has come to rest. */
export function usePreloadedProfile(): void {
  usePreload(INSIDE)
}

/**
 * The page of an address that opens a profile holds it: that page is taken over, and has the presses that came before,
 * once the scripts are here. `isOpened` is the same at every render: React takes up again what has waited call by call.
 */
export function useProfileAtOnce(isOpened: boolean): void {
  if (isOpened) use(INSIDE.settled())
}

/** Takes the focus when it opens. On a phone it is modal: what is behind it cannot be seen and must not be reached. */
function useOpenedDialog(dialog: RefObject<HTMLDialogElement | null>, isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return
    const phone = window.matchMedia(PHONE)
    function show() {
      const element = dialog.current
      if (!element) return
      if (phone.matches !== element.matches(':modal')) {
        element.close()
        if (phone.matches) element.showModal()
        else element.show()
      }
      element.focus({ preventScroll: true })
    }
    show()
    phone.addEventListener('change', show)
    return () => phone.removeEventListener('change', show)
  }, [dialog, isOpen])
}
