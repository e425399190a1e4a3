import { Trouble } from '@/components/ui/trouble.tsx'
import { formatNumber } from '@/lib/formats.ts'
import type { Held } from './use-held.ts'

type Words = { title: string; kept?: string }

/** What did not work, and which rows stay. */
export function describeTrouble(hasRows: boolean, isStale: boolean): Words {
  if (!hasRows) return { title: "The agents couldn't be loaded." }
  if (isStale) return { title: 'Search failed.', kept: 'The rows below are your previous results.' }
  return { title: "The list couldn't be refreshed.", kept: 'The rows below are from before.' }
}

type Props = { held: Held } & (Words | { later: number })

/** Trouble with the list: over it, or at its foot where only a later page did not come (`later`: how many are above). */
export function ListTrouble({ held, ...what }: Props) {
  const { error, retry, isFetching } = held
  if (!error) return null
  const words: Words =
    'later' in what
      ? {
          title: `The agents after number ${formatNumber(what.later)} did not load.`,
          kept: `The ${formatNumber(what.later)} above stay.`,
        }
      : what
  const className = 'later' in what ? 'border-t border-b-0' : ''
  return <Trouble className={className} error={error} {...words} onRetry={retry} isRetrying={isFetching} />
}
