import {
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react'
import { createSignal } from '@/lib/signal.ts'
import type { KeyName } from './keys/key-match.ts'

/** In the order in which they are shown. */
export const COMMAND_GROUPS = ['Agents', 'Filters', 'Views', 'Actions', 'Pages', 'Settings'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

export type Command = {
  /** Always the same for the same command: what was used last is remembered by it. */
  id: string
  label: string
  group: CommandGroup
  /** Beside the label, quieter: an email. */
  hint?: string
  /** At the end of the line: a count, a status as the table draws it. */
  end?: { content: ReactNode; className?: string }
  /** Further words by which it is found, but which are not shown. */
  keywords?: string
  /** The key that does the same. */
  keys?: KeyName
  /** Names somebody, and so is forgotten with the page instead of being kept by the browser. */
  isPersonal?: boolean
  /** The label is a name, or has one in it, which a page that is translated leaves as it is. */
  isNamed?: boolean
  run: () => void
}

/** What somebody offers: commands that are listed, or a source of those that are too many, such as agents. */
type Offer = {
  listed?: readonly Command[]
  /**
   * Those that fit what is typed, best first. It is asked at every key, and may find thousands: each is made when it is
   * taken.
   */
  find?: (typed: string) => Iterable<Command>
  /** The one with this id, as it is now. */
  get?: (id: string) => Command | undefined
}

const offered = new Set<RefObject<Offer>>()

const changed = createSignal()
let changes = 0

/** Moves when somebody offers other commands, or none any more: who lists them then lists anew. */
export function useOffers(): number {
  return useSyncExternalStore(
    changed.subscribe,
    () => changes,
    () => 0,
  )
}

function tellChange(): void {
  changes++
  changed.notify()
}

/** Offers commands for as long as the component is there. */
export function useCommands(listed: readonly Command[]): void {
  useOffer({ listed })
}

/** Offers commands that depend on what is typed. Without `get` those that were used last are not offered again. */
export function useCommandSource(find: Offer['find'], get?: Offer['get']): void {
  useOffer({ find, get })
}

export function listOffers(): Offer[] {
  return [...offered].map(({ current }) => current)
}

function useOffer(offer: Offer): void {
  const latest = useRef(offer)
  useLayoutEffect(() => {
    latest.current = offer
  })
  useEffect(() => {
    offered.add(latest)
    return () => {
      offered.delete(latest)
      tellChange()
    }
  }, [])
  useEffect(tellChange)
}
