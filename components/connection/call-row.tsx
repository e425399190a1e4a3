import { Icon, type IconName } from '@/components/ui/icon.tsx'
import type { NeededScope } from '@/lib/scopes.ts'
import type { Outcome } from './check-calls.ts'

const BY_THE_APP = 'Whoever manages the app in the Zoom App Marketplace can grant it.'
const BY_THE_ROLE = 'An administrator of your Zoom account can grant it to your role.'

/** What is known of a call: its word, how much that matters, and what to do about it. */
type Standing = {
  word: string
  tone: 'quiet' | 'good' | 'bad'
  details?: (string | undefined)[]
  reference?: string
}

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
  const { word, tone, details = [], reference } = standing(needed, known)
  const icon: IconName | null = tone === 'good' ? 'check' : tone === 'bad' ? 'alert' : null
  const said = details.filter(Boolean).join(' ')
  return (
    <li className="grid gap-x-4 border-b py-2 md:grid-cols-[11rem_9.5rem_minmax(0,1fr)]">
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
        <p className="text-text-2 [overflow-wrap:anywhere] md:col-span-2 md:col-start-2">
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
  if (outcome?.kind === 'not_asked') return { word: 'Not checked', tone: 'quiet', details: [outcome.why] }
  if (outcome) {
    const { code, message, tracking_id: reference } = outcome.error
    if (code === 'scope_missing')
      return { word: 'Scope missing', tone: 'bad', details: [message, without, BY_THE_APP], reference }
    if (code === 'not_permitted')
      return { word: 'Not allowed', tone: 'bad', details: [message, without, BY_THE_ROLE], reference }
    return { word: 'Does not work now', tone: 'bad', details: [message], reference }
  }
  if (isChecking) return { word: 'Checking…', tone: 'quiet' }
  if (granted === false) return { word: 'Scope missing', tone: 'bad', details: [without, BY_THE_APP] }
  return { word: 'Not checked yet', tone: 'quiet' }
}
