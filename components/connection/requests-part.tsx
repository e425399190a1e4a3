import type { RequestUse } from '@/lib/api/request-use.ts'
import { formatNumber } from '@/lib/formats.ts'
import { Facts, Part } from './part.tsx'

const WHAT = {
  MEDIUM: 'Lists',
  LIGHT: 'Single profiles',
} as const satisfies Record<RequestUse['label'], string>

/** How much of what Rollcall allows itself at Zoom is used. */
export function RequestsPart({ use }: { use: RequestUse[] }) {
  return (
    <Part title="Requests to Zoom" hint="by all who use Rollcall">
      <Facts
        facts={use.map(({ label, last_minute, most_per_second }) => [
          `${WHAT[label]} (${label})`,
          `${formatNumber(last_minute)} in the last minute, ${perSecond(last_minute)} a second; at most ${most_per_second} start in any one second`,
        ])}
      />
      <p className="mt-2 text-text-2">
        These limits are Rollcall's own, set by whoever runs it. Zoom counts all apps of your account
        together; how much the others use, Rollcall cannot know.
      </p>
    </Part>
  )
}

function perSecond(last_minute: number): string {
  if (last_minute === 0) return '0'
  return last_minute < 3 ? 'less than 0.1' : (last_minute / 60).toFixed(1)
}
