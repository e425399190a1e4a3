import { type ReactNode, useEffect, useEffectEvent, useId } from 'react'
import { PopoverGroup, usePopover } from '@/components/ui/popover.tsx'
import { RemoveFilter } from './remove-filter.tsx'

/** How many values are named in the bar; the others are counted. */
const NAMED = 2

type Props = {
  /** The name of the button and of the group it opens. */
  label: string
  /** What is set, in words; nothing where the filter is not set. */
  words: readonly string[]
  /** The words are names. */
  isName: boolean
  onRemove: () => void
  onOpenChange?: (isOpen: boolean) => void
  /** The controls; they exist only while the group is open. */
  children: ReactNode
}

/** One filter of our own: "label value", a group of controls that it opens, and the way to take it away. */
export function FilterButton({ label, words, isName, onRemove, onOpenChange, children }: Props) {
  const id = useId()
  const { isOpen, buttonProps, popoverProps } = usePopover()
  const tell = useEffectEvent((to: boolean) => onOpenChange?.(to))
  useEffect(() => tell(isOpen), [isOpen])
  const isSet = words.length > 0
  const more = words.length > NAMED ? ` +${words.length - NAMED}` : ''
  return (
    <div className={`filter ${isSet ? 'filter-set' : ''}`}>
      {/* The button is under all of it, but named by its label alone; what is set is its description. */}
      <button
        type="button"
        className="filter-button"
        aria-describedby={id}
        title={isSet ? words.join(', ') : undefined}
        {...buttonProps}
      >
        {label}
      </button>
      <bdi id={id} translate={isSet && isName ? 'no' : undefined} className="filter-value">
        {isSet ? words.slice(0, NAMED).join(', ') + more : 'Any'}
      </bdi>
      {isSet && (
        <RemoveFilter
          label={label}
          onRemove={() => {
            buttonProps.ref.current?.focus()
            onRemove()
          }}
        />
      )}
      <PopoverGroup label={label} {...popoverProps} className="p-2">
        {isOpen && children}
      </PopoverGroup>
    </div>
  )
}
