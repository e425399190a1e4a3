'use client'

import { useZone } from '@/components/ui/use-zone.ts'
import { formatClock } from '@/lib/formats.ts'
import { NEEDED_SCOPES } from '@/lib/scopes.ts'
import { CallRow } from './call-row.tsx'
import { CHECKED_CALLS } from './check-calls.ts'
import { type Check, useCheck } from './use-check.ts'

type Granted = Record<keyof typeof NEEDED_SCOPES, boolean | null>

/** Every call that Rollcall makes, and a button that tries them. */
export function Calls({ granted, zone: zoneAtServer }: { granted: Granted; zone: string }) {
  const zone = useZone(zoneAtServer)
  const check = useCheck()
  const { isRunning, checked_at } = check
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p role="status" className="min-w-0 flex-1 basis-60">
          {summary(check, granted, zone)}
        </p>
        <button type="button" className="button" aria-disabled={isRunning} onClick={check.start}>
          {isRunning
            ? 'Checking…'
            : `${checked_at ? 'Check again' : 'Check now'}, ${CHECKED_CALLS.length} Zoom calls`}
        </button>
      </div>
      <ul aria-label="Calls to Zoom" className="mt-2 border-t">
        {CHECKED_CALLS.map(call => (
          <CallRow
            key={call}
            needed={NEEDED_SCOPES[call]}
            granted={granted[call]}
            outcome={check.outcomes[call]}
            isChecking={isRunning}
          />
        ))}
        <CallRow
          needed={NEEDED_SCOPES.getMe}
          granted={granted.getMe}
          outcome={undefined}
          isChecking={false}
          isOfSignIn
        />
      </ul>
    </>
  )
}

function summary({ outcomes, isRunning, checked_at }: Check, granted: Granted, zone: string): string {
  if (isRunning) return 'Asking Zoom…'
  const all = CHECKED_CALLS.length
  if (checked_at) {
    const working = CHECKED_CALLS.filter(call => outcomes[call]?.kind === 'works').length
    const how = working === all ? `All ${all} calls work` : `${working} of ${all} calls work`
    return `${how}, checked at ${formatClock(checked_at, zone)}.`
  }
  const known = Object.values(granted)
  if (known.every(one => one === null)) return 'Zoom did not say what this sign-in may read.'
  const missing = known.filter(one => one === false).length
  if (missing === 0) return 'No scope is missing.'
  return missing === 1 ? 'One scope is missing.' : `${missing} scopes are missing.`
}
