import { formatExact } from '@/lib/formats.ts'
import { formatMinute, zoneName } from '@/lib/zone-formats.ts'
import { Part } from './part.tsx'
import { SignOutEverywhere } from './sign-out-everywhere.tsx'
import { SignOutOther } from './sign-out-other.tsx'

/** A browser in which the person is signed in; `mark` names its session to the server. Times in epoch milliseconds. */
export type OwnSession = {
  mark: string
  browser: string
  created_at: number
  active_at: number
  isThis: boolean
}

/** Where the person is signed in, and ending that. */
export function SessionsPart({ sessions, zone }: { sessions: OwnSession[]; zone: string }) {
  return (
    <Part title="Where you are signed in" hint={`times in ${zoneName(zone)}`}>
      <ul className="mb-3 border-t">
        {sessions.map(({ mark, browser, created_at, active_at, isThis }) => (
          <li key={mark} className="flex flex-wrap items-baseline gap-x-4 border-b py-1.5">
            <span className="w-44 font-medium">{browser}</span>
            <span id={`session-${mark}`} className="text-text-2">
              since <Time at={created_at} zone={zone} />, last used <Time at={active_at} zone={zone} />
            </span>
            {isThis ? (
              <span className="tag">This browser</span>
            ) : (
              <SignOutOther mark={mark} browser={browser} describedBy={`session-${mark}`} />
            )}
          </li>
        ))}
      </ul>
      <SignOutEverywhere />
    </Part>
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
