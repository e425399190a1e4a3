import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { type ComponentProps, Suspense } from 'react'
import { AgentsScreen } from '@/components/agents/agents-screen.tsx'
import { EarlyClickListener } from '@/components/agents/early-click.tsx'
import { AppFrame } from '@/components/frame/app-frame.tsx'
import { agentsAddress, readListParams, readUserId } from '@/lib/agents/list-params.ts'
import { readFirstPage, within } from '@/lib/server/http/first-page.ts'
import { NONCE } from '@/lib/server/http/page-headers.ts'
import { readPreferences, requirePageSession, signInAddress } from '@/lib/server/http/page-session.ts'

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
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
  const filters = readListParams(given)
  const address = agentsAddress(filters, readUserId(pathname) ?? null)
  const session = await requirePageSession(address)
  const reading = readFirstPage(session.user_id, filters)
  const isSoon = await within(
    WHOLE_WITHIN_MS,
    reading.then(() => true),
  )
  const { theme, zone } = await readPreferences()
  const nonce = (await headers()).get(NONCE) ?? undefined
  const screen = { pathname, search: given.toString(), zone }
  const list = <List {...screen} reading={reading} address={address} nonce={nonce} />
  return (
    <AppFrame current="agents" user_name={session.user_name} theme={theme}>
      <main className="flex min-h-0 flex-1 flex-col">
        <h1 className="sr-only">Agents</h1>
        {isSoon ? (
          list
        ) : (
          <Suspense
            fallback={
              // What is typed here would be gone when the list takes its place.
              <div inert className="contents">
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

type ListProps = Omit<ComponentProps<typeof AgentsScreen>, 'firstRead'> & {
  reading: ReturnType<typeof readFirstPage>
  address: string
  nonce: string | undefined
}

async function List({ reading, address, nonce, ...screen }: ListProps) {
  const firstRead = await reading
  if (firstRead && 'error' in firstRead && firstRead.error.error.code === 'sign_in_again')
    redirect(signInAddress(address, 'sign_in_again'))
  return (
    <>
      <AgentsScreen {...screen} firstRead={firstRead && JSON.stringify(firstRead)} />
      {/* After the rows: the parser waits for the style sheet before it runs a script. */}
      <EarlyClickListener nonce={nonce} />
    </>
  )
}
