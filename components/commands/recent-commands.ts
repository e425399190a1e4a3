import { createBrowserSetting } from '@/components/ui/browser-setting.ts'
import type { Command } from '@/components/ui/commands.ts'
import { findCommands } from './find-commands.ts'

const KEPT = 5

/** Ids only, and only of commands that name nobody. */
const keptIds = createBrowserSetting<readonly string[]>('recent_commands', readIds, ids =>
  JSON.stringify(ids),
)

/** Those that name somebody, for as long as the page lives. */
let personal: readonly Command[] = []

let order: readonly string[] = []

export function rememberCommand(command: Command): void {
  const { id, isPersonal } = command
  order = [id, ...order.filter(other => other !== id)]
  if (isPersonal) {
    personal = [command, ...personal.filter(other => other.id !== id)].slice(0, KEPT)
    return
  }
  keptIds.write([id, ...keptIds.read().filter(other => other !== id)].slice(0, KEPT))
}

/** The last commands that were used and are offered now, the latest first. */
export function recentCommands(): Command[] {
  const offered = new Map([...findCommands(''), ...personal].map(command => [command.id, command]))
  const ids = new Set([...order, ...keptIds.read()])
  return [...ids].flatMap(id => offered.get(id) ?? []).slice(0, KEPT)
}

function readIds(text: string | null): readonly string[] {
  try {
    const ids: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(ids) ? ids.filter(id => typeof id === 'string').slice(0, KEPT) : []
  } catch {
    return []
  }
}
