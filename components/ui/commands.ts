import { type RefObject, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
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
  /** Beside the label, quieter: an email, a count. */
  hint?: string
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

/** Commands too many to list, such as agents: those that fit what is typed, best first. It is asked at every key. */
export type CommandSource = (typed: string) => readonly Command[]

const commands = new Set<RefObject<readonly Command[]>>()
const sources = new Set<RefObject<CommandSource>>()

const changed = createSignal()
let offers = 0

/** Moves when somebody begins or ceases to offer commands: who lists them then lists anew. */
export function useOffers(): number {
  return useSyncExternalStore(
    changed.subscribe,
    () => offers,
    () => 0,
  )
}

function tellChange(): void {
  offers++
  changed.notify()
}

/** Offers commands for as long as the component is there. */
export function useCommands(offered: readonly Command[]): void {
  useRegistered(commands, offered)
}

/** Offers commands that depend on what is typed. */
export function useCommandSource(source: CommandSource): void {
  useRegistered(sources, source)
}

/** All that is offered now; `found` is what the sources find for what is typed. */
export function listCommands(typed: string): { listed: Command[]; found: Command[] } {
  return {
    listed: [...commands].flatMap(({ current }) => current),
    found: typed === '' ? [] : [...sources].flatMap(({ current }) => current(typed)),
  }
}

function useRegistered<T>(registry: Set<RefObject<T>>, value: T): void {
  const latest = useRef(value)
  useLayoutEffect(() => {
    latest.current = value
  })
  useEffect(() => {
    registry.add(latest)
    tellChange()
    return () => {
      registry.delete(latest)
      tellChange()
    }
  }, [registry])
}
