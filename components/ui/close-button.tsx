import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'

/** Closes what it stands in, as Escape does. */
export function CloseButton({ onClose }: { onClose?: (() => void) | undefined }) {
  return (
    <IconButton label="Close" title="Close (Esc)" onClick={onClose}>
      <Icon name="close" />
    </IconButton>
  )
}
