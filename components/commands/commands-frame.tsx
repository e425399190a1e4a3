import type { ReactNode } from 'react'
import { onDismissed, useModal } from '@/components/ui/dialog.tsx'
import { type KeyEntry, useKeys } from '@/components/ui/keys/keys.ts'

type Props = { openKey: KeyEntry; onClose: () => void; children: ReactNode }

/** What is around the commands, the same before and after their scripts have come. */
export function CommandsFrame({ openKey, onClose, children }: Props) {
  const dialog = useModal()
  // The key that opened it closes it; left alone, the browser would have it.
  useKeys([{ ...openKey, of: dialog, run: onClose }])
  return (
    <dialog
      ref={dialog}
      aria-label="Commands"
      closedby="any"
      {...onDismissed(onClose)}
      className="modal mt-[14vh] max-h-[min(32rem,72vh)] w-[38rem] max-sm:mt-4"
    >
      {children}
    </dialog>
  )
}

/** The box in which a person types. */
export const BOX = {
  'data-autofocus': true,
  'aria-label': 'Commands',
  placeholder: 'Find an agent, a filter or an action',
  autoComplete: 'off',
  spellCheck: false,
  maxLength: 256,
  dir: 'auto',
  className:
    'h-11 w-full flex-none border-b bg-transparent px-4 text-15 focus-visible:shadow-[inset_0_-2px_var(--accent)] focus-visible:outline-none max-sm:text-[1rem]',
} as const
