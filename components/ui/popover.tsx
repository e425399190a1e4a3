'use client'

import {
  type ComponentProps,
  type MouseEvent,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { findFocusable } from './return-focus.ts'

type GroupProps = ComponentProps<'div'> & {
  /** The name of the group. */
  label: string
}

/**
 * A group of controls that a button opens beside it; all of its props but the label are what `usePopover` gives. The browser
 * closes it on Escape and on a click outside, and places it (floating.css).
 */
export function PopoverGroup({ label, className, ...popoverProps }: GroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like this in every browser
    <div role="group" aria-label={label} {...popoverProps} className={`floating ${className}`} />
  )
}

/**
 * What a button and the popover it opens need; the menu is made of the same.
 * @param focusInside where the focus goes when it opens; by default to its first control
 */
export function usePopover(focusInside = focusFirst) {
  const id = useId()
  const trigger = useRef<HTMLButtonElement>(null)
  const popover = useRef<HTMLDivElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  // The browser opens it before the scripts have arrived, too.
  useEffect(() => setIsOpen(popover.current?.matches(':popover-open') ?? false), [])

  const open = () => popover.current?.showPopover({ source: trigger.current ?? undefined })
  const close = () => popover.current?.hidePopover()

  // The toggle event comes too late on a busy machine: the next key would still be the button's.
  const focusOnOpen = useEffectEvent(() => {
    const element = popover.current
    if (element?.matches(':popover-open') && !element.contains(document.activeElement)) focusInside(element)
  })
  useLayoutEffect(() => {
    if (isOpen) focusOnOpen()
  }, [isOpen])

  // Opened by the button's default action, it would not be open yet when what it holds has been rendered.
  function onClick(event: MouseEvent) {
    event.preventDefault()
    if (popover.current?.matches(':popover-open')) close()
    else open()
  }

  function onToggle({ newState }: { newState: string }) {
    if (newState === 'open') return
    // A click beside it onto nothing that takes the focus would leave it nowhere.
    const at = document.activeElement
    if (!at || at === document.body || popover.current?.contains(at)) trigger.current?.focus()
  }

  return {
    isOpen,
    close,
    open,
    buttonProps: { ref: trigger, popoverTarget: id, 'aria-expanded': isOpen, onClick },
    popoverProps: {
      ref: popover,
      id,
      popover: 'auto' as const,
      tabIndex: -1,
      onBeforeToggle: ({ newState }: { newState: string }) => setIsOpen(newState === 'open'),
      onToggle,
    },
  }
}

function focusFirst(element: HTMLElement): void {
  ;(findFocusable(element) ?? element).focus()
}
