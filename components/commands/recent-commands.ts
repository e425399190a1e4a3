import { createBrowserSetting } from '@/components/ui/browser-setting.ts'
import type { Command } from '@/components/ui/commands.ts'
import { getCommand } from './find-commands.ts'

const KEPT = 5

/** Ids only, and only of commands that name nobody. */
const keptIds = createBrowserSetting<readonly string[]>('recent_commands', readIds, ids =>
  JSON.stringify(ids),
)

/** Since the page came, the latest first: those that name somebody, too, which are forgotten with it. */
let used: readonly string[] = []

export function rememberCommand({ id, isPersonal }: Command): void {
  used = withFirst(id, used)
  if (!isPersonal) keptIds.write(withFirst(id, keptIds.read()).slice(0, KEPT))
}

/** The last commands that were used and are offered now, the latest first. What the browser has kept may be somebody else's. */
export function recentCommands(): Command[] {
  return new Set([...used, ...keptIds.read()])
    .values()
    .map(getCommand)
    .filter(command => command !== undefined)
    .filter(({ id, isPersonal }) => !isPersonal || used.includes(id))
    .take(KEPT)
    .toArray()
}

function withFirst(id: string, ids: readonly string[]): readonly string[] {
  return [id, ...ids.filter(other => other !== id)]
}

function readIds(text: string | null): readonly string[] {
  try {
    const ids: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(ids) ? ids.filter(id => typeof id === 'string').slice(0, KEPT) : []
  } catch {
    return []
  }
}
