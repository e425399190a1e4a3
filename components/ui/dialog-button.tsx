import { useState } from 'react'
import { createPortal } from 'react-dom'
import { type Command, useCommands } from './commands.ts'
import { Icon, type IconName } from './icon.tsx'
import { LazyDialog, type LazyPart, usePreload } from './lazy-part.tsx'

type Props<DialogProps> = {
  /** The dialog, after whose title the button is named. */
  part: LazyPart<DialogProps & { onClose: () => void }>
  props: DialogProps
  icon: IconName
  className: string
  /** How it is offered among the commands; not at all without. */
  command?: Pick<Command, 'id' | 'group' | 'keywords'> | undefined
  isDisabled?: boolean
}

/** A button that opens a dialog whose scripts come when it is wanted. */
export function DialogButton<DialogProps extends object>(given: Props<DialogProps>) {
  const { part, props, icon, className, command, isDisabled } = given
  const [isOpen, setIsOpen] = useState(false)
  const open = () => setIsOpen(true)
  usePreload(part)
  useCommands(command ? [{ ...command, label: part.title, run: open }] : [])
  return (
    <>
      <button type="button" className={className} aria-haspopup="dialog" disabled={isDisabled} onClick={open}>
        <Icon name={icon} />
        {part.title}
      </button>
      {/* Outside of what the button stands in, which may be a closed menu. */}
      {isOpen &&
        createPortal(
          <LazyDialog part={part} props={{ ...props, onClose: () => setIsOpen(false) }} />,
          document.body,
        )}
    </>
  )
}
