import type { ReactNode } from 'react'
import { CloseButton } from '@/components/ui/close-button.tsx'

/** What stands over a profile, and stays while it is scrolled. */
export function ProfileBar({
  children,
  onClose,
}: {
  children?: ReactNode
  onClose?: (() => void) | undefined
}) {
  return (
    <div className="flex h-10 flex-none items-center gap-1 border-b px-3 max-sm:h-12">
      <div className="flex flex-1 items-center gap-1">{children}</div>
      <CloseButton onClose={onClose} />
    </div>
  )
}

/** Where a profile is read. */
export function ProfileBody({ children }: { children: ReactNode }) {
  return <div className="profile-body">{children}</div>
}
