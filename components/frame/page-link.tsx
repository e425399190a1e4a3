'use client'

import { useRouter } from 'next/navigation'
import type { AnchorHTMLAttributes } from 'react'

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & {
  href: string
  /** Where a plain click leads, where that is only known by then. */
  toHref?: () => string
}

/**
 * A link to another page of ours that keeps what has been read. The router is in the page anyway; next/link
 * around it would be three more kilobytes for prefetching, which a page that asks Zoom must not do.
 */
export function PageLink({ href, toHref = () => href, ...rest }: Props) {
  const router = useRouter()
  return (
    <a
      {...rest}
      href={href}
      onClick={event => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        router.push(toHref())
      }}
    />
  )
}
