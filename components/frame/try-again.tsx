import { Dialog } from '@/components/ui/dialog.tsx'

type Props = {
  title: string
  children: string
  onAgain: () => void
  onClose: () => void
}

/** What did not work because the server could not be reached, and the way on. It is not loaded late: it could not be then. */
export function TryAgain({ title, children, onAgain, onClose }: Props) {
  return (
    <Dialog title={title} onClose={onClose} className="w-[25rem]">
      <p role="alert" className="mb-4 text-text-2">
        {children}
      </p>
      <button type="button" data-autofocus className="button button-ink" onClick={onAgain}>
        Try again
      </button>
    </Dialog>
  )
}
