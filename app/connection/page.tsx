import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { Calls } from '@/components/connection/calls.tsx'
import { Facts, Part } from '@/components/connection/part.tsx'
import { RequestsPart } from '@/components/connection/requests-part.tsx'
import { RosterPart } from '@/components/connection/roster-part.tsx'
import { SessionsPart } from '@/components/connection/sessions-part.tsx'
import { AppFrame } from '@/components/frame/app-frame.tsx'
import { OwnTab } from '@/components/session/own-tab.tsx'
import { isRollcallError } from '@/lib/errors.ts'
import { readConnectionPage } from '@/lib/server/http/connection-page.ts'
import { NONCE } from '@/lib/server/http/page-headers.ts'
import { readPreferences } from '@/lib/server/http/page-preferences.ts'
import { requirePageSession } from '@/lib/server/http/page-session.ts'
import { describeSession } from '@/lib/server/http/session-facts.ts'
import { signInAddress } from '@/lib/sign-in-address.ts'
import about from '@/package.json' with { type: 'json' }

export const metadata: Metadata = { title: 'Connection' }

type Props = { searchParams: Promise<{ person?: string | string[] }> }

/** What Rollcall may read at Zoom and whether that works, what it uses and holds, and where the person is signed in. */
export default async function ConnectionPage({ searchParams }: Props) {
  const session = await requirePageSession('/connection', (await searchParams).person)
  const { granted, use, roster, sessions } = await readConnectionPage(session).catch(error => {
    if (isRollcallError(error) && error.status === 401)
      redirect(signInAddress({ callbackUrl: '/connection' }))
    throw error
  })
  const { theme, zone } = await readPreferences()
  const facts = describeSession(session)
  return (
    <AppFrame current="connection" session={facts} theme={theme}>
      <OwnTab person={facts.person} nonce={(await headers()).get(NONCE) ?? undefined} />
      <main className="min-h-0 flex-1 overflow-y-auto px-4 pt-6 pb-16">
        <div className="max-w-4xl">
          <h1 className="text-20 font-semibold tracking-[-0.012em]">Connection</h1>
          <p className="mt-1 text-text-2">
            Signed in as{' '}
            <bdi translate="no" className="font-medium text-text">
              {session.user_name}
            </bdi>
            . Rollcall is read-only: it sees what your Zoom permissions allow and changes nothing.
          </p>
          <Part title="What Rollcall may read at Zoom">
            <p className="mb-3 max-w-2xl text-text-2">
              Scopes are granted to the app by whoever manages it in the Zoom App Marketplace, and count from
              your next sign-in. What your Zoom role allows is up to an administrator of your account.
            </p>
            <Calls granted={granted} zone={zone} />
            <p className="mt-2 text-text-2">
              A check asks Zoom once for each call. What fails only for the moment is tried again for a few
              seconds.
            </p>
          </Part>
          <RosterPart {...roster} zone={zone} />
          <RequestsPart use={use} />
          <SessionsPart sessions={sessions} zone={zone} />
          <Part title="Rollcall">
            <Facts facts={[['Version', about.version]]} />
          </Part>
        </div>
      </main>
    </AppFrame>
  )
}
