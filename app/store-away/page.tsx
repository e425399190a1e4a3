import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { STORE_AWAY } from '@/lib/server/http/page-headers.ts'

export const metadata = { title: 'Not available' }

/** In place of a page while sessions cannot be read: proxy.ts leads here, and by itself this is no address. */
export default async function StoreAway() {
  if (!(await headers()).has(STORE_AWAY)) notFound()
  return (
    <main className="w-88 max-w-full px-6 pt-24">
      <h1 className="text-20 font-semibold">Rollcall cannot check your sign-in at the moment</h1>
      <p role="alert" className="mt-2 mb-5 text-text-2">
        Nobody has been signed out, and nothing is lost. Try again in a few seconds.
      </p>
      {/* biome-ignore lint/a11y/useValidAnchor: an empty reference is this very address, filters included */}
      <a href="" className="button button-ink w-fit">
        Try again
      </a>
    </main>
  )
}
