import type { ComponentProps } from 'react'

/** A button that shows no words: its label is heard, and seen while the pointer is on it, unless a title says more. */
export function IconButton({ label, className = '', ...rest }: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={`button button-ghost w-7 px-0 max-sm:min-w-10 ${className}`}
    />
  )
}
