import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { AgentsScreen } from '@/components/agents/agents-screen'
import { EarlyClickListener } from '@/components/agents/early-click'
import { AppFrame } from '@/components/frame/app-frame'
import { agentsAddress, readListParams, readUserId } from '@/lib/agents/list-params'
import { readFirstPage } from '@/lib/server/first-page'
import { readPreferences, requirePageSession, signInAddress } from '@/lib/server/page-session'

export const metadata: Metadata = { title: 'Agents' }

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
  const firstRead = await readFirstPage(session.user_id, filters)
  if (firstRead && 'error' in firstRead && firstRead.error.error.code === 'sign_in_again')
    redirect(signInAddress(address, 'sign_in_again'))
  const { theme, zone } = await readPreferences()
  const nonce = /'nonce-([^']+)'/.exec((await headers()).get('content-security-policy') ?? '')?.[1]
  return (
    <AppFrame current="agents" user_name={session.user_name} theme={theme}>
      <main className="flex min-h-0 flex-1 flex-col">
        <h1 className="sr-only">Agents</h1>
        <AgentsScreen
          pathname={pathname}
          search={given.toString()}
          firstRead={firstRead && JSON.stringify(firstRead)}
          zone={zone}
        />
        {/* After the rows: the parser waits for the style sheet before it runs a script. */}
        <EarlyClickListener nonce={nonce} />
      </main>
    </AppFrame>
  )
}
