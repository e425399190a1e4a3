import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { SignOutEverywhere } from '@/components/connection/sign-out-everywhere.tsx'
import { SignOutOther } from '@/components/connection/sign-out-other.tsx'
import { AppFrame } from '@/components/frame/app-frame.tsx'
import { isRollcallError } from '@/lib/errors.ts'
import { formatExact, formatMinute, zoneName } from '@/lib/formats.ts'
import { isGranted, NEEDED_SCOPES, type NeededScope } from '@/lib/scopes.ts'
import { sessionMark } from '@/lib/server/auth/sessions.ts'
import { getContext } from '@/lib/server/context.ts'
import { browserName } from '@/lib/server/http/browser-name.ts'
import { readPreferences, requirePageSession } from '@/lib/server/http/page-session.ts'
import { describeSession } from '@/lib/server/http/session-facts.ts'
import { signInAddress } from '@/lib/sign-in-address.ts'

export const metadata: Metadata = { title: 'Connection' }

type Props = { searchParams: Promise<{ person?: string | string[] }> }

/** What this app may read at Zoom, what is missing and who can grant it, and where the person is signed in. */
export default async function ConnectionPage({ searchParams }: Props) {
  const session = await requirePageSession('/connection', (await searchParams).person)
  const { grants, sessions } = getContext()
  const scopes = await grants.scopes(session.user_id).catch(error => {
    if (isRollcallError(error) && error.status === 401)
      redirect(signInAddress({ callbackUrl: '/connection' }))
    throw error
  })
  const list = await sessions.list(session.user_id)
  const { theme, zone } = await readPreferences()
  const needed = Object.values<NeededScope>(NEEDED_SCOPES)
  const missing = needed.filter(one => isGranted(one, scopes) === false)
  return (
    <AppFrame current="connection" session={describeSession(session)} theme={theme}>
      <main className="min-h-0 flex-1 overflow-y-auto px-4 pt-6 pb-16">
        <div className="max-w-3xl">
          <h1 className="text-20 font-semibold tracking-[-0.012em]">Connection</h1>
          <p className="mt-1 text-text-2">
            Signed in as{' '}
            <bdi translate="no" className="font-medium text-text">
              {session.user_name}
            </bdi>
            . Rollcall is read-only: it sees what your Zoom permissions allow and changes nothing.
          </p>
          <Part title="Permissions">
            <ul>
              {needed.map(one => (
                <ScopeRow key={one.what} needed={one} granted={isGranted(one, scopes)} />
              ))}
            </ul>
            <p className="mt-3 text-text-2">
              {scopes.length === 0
                ? 'Zoom did not say what this sign-in may read.'
                : missing.length === 0
                  ? 'Nothing is missing.'
                  : 'Whoever manages the app in the Zoom App Marketplace can add what is missing. It takes effect when you next sign in.'}
            </p>
          </Part>
          <Part title="Where you are signed in" hint={`times in ${zoneName(zone)}`}>
            <ul className="mb-3">
              {list.map(({ ref, user_agent, created_at, active_at }) => (
                <li key={sessionMark(ref)} className="flex flex-wrap items-baseline gap-x-3 border-b py-1.5">
                  <span className="w-44 font-medium">{browserName(user_agent)}</span>
                  <span className="text-text-2">
                    since <Time at={created_at} zone={zone} />, last used <Time at={active_at} zone={zone} />
                  </span>
                  {ref === session.ref ? (
                    <span className="tag">This browser</span>
                  ) : (
                    <SignOutOther mark={sessionMark(ref)} browser={browserName(user_agent)} />
                  )}
                </li>
              ))}
            </ul>
            <SignOutEverywhere />
          </Part>
        </div>
      </main>
    </AppFrame>
  )
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-15 font-semibold">
        {title} {hint && <span className="text-13 font-normal text-text-3">{hint}</span>}
      </h2>
      {children}
    </section>
  )
}

function ScopeRow({ needed, granted }: { needed: NeededScope; granted: boolean | null }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 border-b py-1.5">
      <span className="w-44 font-medium">{needed.what}</span>
      <span className={`w-16 ${granted === false ? 'text-warn' : 'text-text-2'}`}>
        {granted === null ? 'Unknown' : granted ? 'Yes' : 'Missing'}
      </span>
      <span className="min-w-0 flex-1 basis-72">
        <code translate="no" className="mono text-text-2 [overflow-wrap:anywhere]">
          {needed.granular.join(' or ')}
        </code>
        {granted === false && <span className="block text-text-2">{needed.without}</span>}
      </span>
    </li>
  )
}

function Time({ at, zone }: { at: number; zone: string }) {
  const iso = new Date(at).toISOString()
  return (
    <time dateTime={iso} title={formatExact(iso, zone)}>
      {formatMinute(iso, zone)}
    </time>
  )
}
