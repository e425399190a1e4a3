import { type Command, type CommandGroup, listOffers } from '@/components/ui/commands.ts'
import { fold } from '@/lib/agents/narrow/search.ts'

/** The most of one group that a search shows, of what is too much to be listed. */
const MOST: Partial<Record<CommandGroup, number>> = { Agents: 8, Filters: 8 }

/**
 * The commands that have every typed word in label, group or keywords. `recent` are among them even where so many others
 * of their kind fit that those are cut off; how many are, `cut` tells by group. With nothing typed, all that are listed.
 */
export function findCommands(typed: string, recent: readonly Command[]) {
  const words = fold(typed).split(' ').filter(Boolean)
  const { found, cut } = searchSources(words.length === 0 ? [] : listOffers(), typed, recent)
  const fits = ({ label, group, keywords = '' }: Command) => {
    const text = fold(`${label} ${group} ${keywords}`)
    return words.every(word => text.includes(word))
  }
  const fitting = listOffers().flatMap(({ listed = [] }) => listed.filter(fits))
  // Those that begin like it come first; otherwise the order in which they are offered stays.
  const startsSo = ({ label }: Command) => fold(label).startsWith(words[0] ?? '')
  const all = [...found, ...fitting.filter(startsSo), ...fitting.filter(command => !startsSo(command))]
  return { commands: [...new Map(all.map(command => [command.id, command])).values()], cut }
}

function searchSources(sources: ReturnType<typeof listOffers>, typed: string, recent: readonly Command[]) {
  const isRecent = new Set(recent.map(({ id }) => id))
  const found: Command[] = []
  const cut: Partial<Record<CommandGroup, number>> = {}
  for (const { find } of sources) {
    let shown = 0
    for (const command of find?.(typed) ?? []) {
      const { group, id } = command
      if (shown < (MOST[group] ?? Number.POSITIVE_INFINITY) || isRecent.has(id)) {
        found.push(command)
        shown++
      } else cut[group] = (cut[group] ?? 0) + 1
    }
  }
  return { found, cut }
}

/** A command as it is offered now, if it is. */
export function getCommand(id: string): Command | undefined {
  return listOffers().flatMap(
    ({ listed = [], get }) => listed.find(command => command.id === id) ?? get?.(id) ?? [],
  )[0]
}
