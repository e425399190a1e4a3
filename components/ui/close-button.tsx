import { Icon } from './icon.tsx'

/** Closes what it stands in, as Escape does. */
export function CloseButton({ onClose }: { onClose?: (() => void) | undefined }) {
  return (
    <button
      type="button"
      className="button button-ghost button-icon"
      aria-label="Close"
      title="Close (Esc)"
      onClick={onClose}
    >
      <Icon name="close" />
    </button>
  )
}
