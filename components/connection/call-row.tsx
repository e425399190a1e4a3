import { Icon, type IconName } from '@/components/ui/icon.tsx'
import type { ErrorCode } from '@/lib/errors.ts'
import type { NeededScope } from '@/lib/scopes.ts'
import type { Outcome } from './check-calls.ts'

/** Refusals that stay until somebody grants something; who that is, the error says. */
const REFUSALS: Partial<Record<ErrorCode, string>> = {
  scope_missing: 'Scope missing',
  not_permitted: 'Not allowed',
}

/** What is known of a call: its word, how much that matters, and what there is to say of it. */
type Standing = { word: string; tone: 'quiet' | 'good' | 'bad'; said?: string; reference?: string }

type Props = {
  needed: NeededScope
  /** Whether the sign-in has the scope; null where Zoom did not say. */
  granted: boolean | null
  outcome: Outcome | undefined
  isChecking: boolean
  /** It is the call that the sign-in made. */
  isOfSignIn?: boolean
}

/** One call of Zoom's: whether it works, where it leads, the scope it needs and who can grant that. */
export function CallRow({ needed, ...known }: Props) {
  const { word, tone, said, reference } = standing(needed, known)
  const icon: IconName | null = tone === 'good' ? 'check' : tone === 'bad' ? 'alert' : null
  return (
    <li className="grid items-start gap-x-4 border-b py-2 md:grid-cols-[11rem_9.5rem_minmax(0,1fr)]">
      <span className="font-medium">{needed.what}</span>
      <span className={`flex items-center gap-1.5 ${tone === 'bad' ? 'text-warn' : 'text-text-2'}`}>
        {icon && <Icon name={icon} className={tone === 'bad' ? 'text-warn' : 'text-text-3'} />}
        {word}
      </span>
      <span className="text-text-2 [overflow-wrap:anywhere]">
        <code className="mono block">GET {needed.path}</code>
        <span className="mono block">
          <span className="sr-only">Scope: </span>
          {needed.granular.join(' or ')}
        </span>
      </span>
      {said && (
        <p className="mt-1 text-text-2 [overflow-wrap:anywhere] md:col-span-2 md:col-start-2">
          {said}
          {reference && (
            <span className="text-text-3">
              {' Reference '}
              <span translate="no" className="mono">
                {reference}
              </span>
            </span>
          )}
        </p>
      )}
    </li>
  )
}

function standing(
  { without }: NeededScope,
  { granted, outcome, isChecking, isOfSignIn }: Omit<Props, 'needed'>,
): Standing {
  if (isOfSignIn) return { word: 'Worked at sign-in', tone: 'good' }
  if (outcome?.kind === 'works') return { word: 'Works', tone: 'good' }
  if (outcome?.kind === 'not_asked') return { word: 'Not checked', tone: 'quiet', said: outcome.why }
  if (outcome) {
    const { code, message, tracking_id: reference } = outcome.error
    const word = REFUSALS[code]
    return word
      ? { word, tone: 'bad', said: `${without} ${message}`, reference }
      : { word: 'Does not work now', tone: 'bad', said: message, reference }
  }
  if (isChecking) return { word: 'Checking…', tone: 'quiet' }
  if (granted !== false) return { word: 'Not checked yet', tone: 'quiet' }
  return {
    word: 'Scope missing',
    tone: 'bad',
    said: `${without} Ask whoever manages the Zoom app to add it, then sign in again.`,
  }
}
