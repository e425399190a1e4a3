import type { AnchorHTMLAttributes } from 'react'

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & {
  href: string
  /** What a plain click does. */
  onGo: () => void
}

/**
 * A link to another page of ours that keeps what has been read (use-page-move.ts). next/link would be three more
 * kilobytes for prefetching, which a page that asks Zoom must not do.
 */
export function PageLink({ href, onGo, ...rest }: Props) {
  return (
    <a
      {...rest}
      href={href}
      onClick={event => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        onGo()
      }}
    />
  )
}
