import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { type ComponentProps, Suspense } from 'react'
import { AgentsScreen } from '@/components/agents/agents-screen.tsx'
import { AppFrame } from '@/components/frame/app-frame.tsx'
import { EarlyProfile } from '@/components/profile/early-profile.tsx'
import { OwnTab } from '@/components/session/own-tab.tsx'
import { readAddress, writeAddress } from '@/lib/agents/address/address.ts'
import { BUILT_IN } from '@/lib/agents/address/saved-views.ts'
import { columnTracks } from '@/lib/agents/look/column-tracks.ts'
import { type OwnLook, shownFields } from '@/lib/agents/look/own-look.ts'
import type { FirstRead } from '@/lib/api/first-read.ts'
import { getContext } from '@/lib/server/context.ts'
import { readFirst } from '@/lib/server/http/first-read.ts'
import { NONCE } from '@/lib/server/http/page-headers.ts'
import { readPreferences } from '@/lib/server/http/page-preferences.ts'
import { requirePageSession } from '@/lib/server/http/page-session.ts'
import { describeSession } from '@/lib/server/http/session-facts.ts'
import { within } from '@/lib/server/platform/within.ts'
import { signInAddress } from '@/lib/sign-in-address.ts'

export const metadata: Metadata = { title: 'Agents' }

/**
 * A page that waits no longer than this for its rows is sent whole: a frame first and rows after it are more work for
 * the browser, and its scripts come between the two. Where Zoom takes longer the frame goes ahead, so that the page is
 * not blank, and the rows follow in the same answer.
 */
const WHOLE_WITHIN_MS = 600

type Props = {
  params: Promise<{ user_id?: string[] }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** The list, with a profile open over it at /agents/{user_id}: one page, so that opening one asks nothing of the server. */
export default async function AgentsPage({ params, searchParams }: Props) {
  const segments = (await params).user_id ?? []
  if (segments.length > 1) notFound()
  const pathname = ['/agents', ...segments].join('/')
  const given = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value ?? '']).map((one): [string, string] => [name, one]),
    ),
  )
  const search = given.toString()
  const location = readAddress(pathname, search)
  const address = writeAddress(location)
  const session = await requirePageSession(address, (await searchParams).person)
  if (search === '' && segments.length === 0) await openOwnView(session.user_id)
  const { theme, zone, locale, look, every } = await readPreferences()
  const reading = readFirst(session, { ...location, locale })
  const isSoon = await within(
    WHOLE_WITHIN_MS,
    reading.then(() => true),
  )
  const nonce = (await headers()).get(NONCE) ?? undefined
  const facts = describeSession(session)
  const screen = { pathname, search, ownLook: look, zone, locale, every }
  const shown = { ...look, keys: location.view.columns ?? look.keys }
  const list = <List {...screen} shown={shown} reading={reading} address={address} nonce={nonce} />
  return (
    <AppFrame current="agents" session={facts} theme={theme}>
      <main className="flex min-h-0 flex-1 flex-col">
        <OwnTab person={facts.person} nonce={nonce} />
        <EarlyProfile nonce={nonce} />
        <h1 className="sr-only">Agents</h1>
        {isSoon ? (
          list
        ) : (
          <Suspense
            fallback={
              // What is typed here would be gone when the list takes its place.
              <div inert className="contents">
                <Tracks look={shown} firstRead={null} nonce={nonce} />
                <AgentsScreen {...screen} firstRead={null} />
              </div>
            }
          >
            {list}
          </Suspense>
        )}
      </main>
    </AppFrame>
  )
}

/** A bare list opens the view that its person has chosen for it. Where that cannot be read, all agents will do. */
async function openOwnView(user_id: string): Promise<void> {
  const saved = await getContext()
    .savedViews.get(user_id)
    .catch(() => null)
  const query = [...BUILT_IN, ...(saved?.views ?? [])].find(({ id }) => id === saved?.default)?.query
  if (query) redirect(`/agents?${query}`)
}

type ListProps = Omit<ComponentProps<typeof AgentsScreen>, 'firstRead'> & {
  reading: ReturnType<typeof readFirst>
  address: string
  /** How this page looks: with the columns of the address, else the person's own. */
  shown: OwnLook
  nonce: string | undefined
}

async function List({ reading, address, shown, nonce, ...screen }: ListProps) {
  const firstRead = await reading
  if (firstRead && 'error' in firstRead && firstRead.error.error.code === 'sign_in_again')
    redirect(signInAddress({ callbackUrl: address }))
  return (
    <>
      <Tracks look={shown} firstRead={firstRead} nonce={nonce} />
      <AgentsScreen {...screen} firstRead={firstRead && JSON.stringify(firstRead)} />
    </>
  )
}

type TracksProps = { look: OwnLook; firstRead: FirstRead | null; nonce: string | undefined }

/**
 * The widths of the columns in the first paint: a style element, since a strict policy refuses style attributes. A page
 * that comes by a link has no nonce, and has them from its scripts before it is painted.
 */
function Tracks({ look, firstRead, nonce }: TracksProps) {
  if (nonce === undefined) return null
  const agents =
    !firstRead || 'error' in firstRead
      ? []
      : 'page' in firstRead
        ? firstRead.page.users
        : firstRead.roster.users
  const tracks = columnTracks(shownFields(look.keys, agents), look.widths, agents)
  const declarations = Object.entries(tracks).map(([name, value]) => `${name}:${value}`)
  // biome-ignore lint/security/noDangerouslySetInnerHtml: names and numbers of ours alone
  return <style nonce={nonce} dangerouslySetInnerHTML={{ __html: `.agents{${declarations.join(';')}}` }} />
}
