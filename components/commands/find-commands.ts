import { type Command, listOffers } from '@/components/ui/commands.ts'
import { fold } from '@/lib/agents/narrow/search.ts'

/**
 * The commands that have every typed word in label, group or keywords. `recent` are among them even where so many others
 * of their kind fit that those are cut off. With nothing typed, all that are listed.
 */
export function findCommands(typed: string, recent: readonly Command[]): Command[] {
  const words = fold(typed).split(' ').filter(Boolean)
  const found = words.length === 0 ? [] : listOffers().flatMap(({ find }) => find?.(typed) ?? [])
  const fits = ({ label, group, keywords = '' }: Command) => {
    const text = fold(`${label} ${group} ${keywords}`)
    return words.every(word => text.includes(word))
  }
  const fitting = listOffers().flatMap(({ listed = [] }) => listed.filter(fits))
  // Those that begin like it come first; otherwise the order in which they are offered stays.
  const startsSo = ({ label }: Command) => fold(label).startsWith(words[0] ?? '')
  const all = [
    ...(words.length === 0 ? [] : recent.filter(fits)),
    ...found,
    ...fitting.filter(startsSo),
    ...fitting.filter(command => !startsSo(command)),
  ]
  return [...new Map(all.map(command => [command.id, command])).values()]
}

/** A command as it is offered now, if it is. */
export function getCommand(id: string): Command | undefined {
  return listOffers().flatMap(
    ({ listed = [], get }) => listed.find(command => command.id === id) ?? get?.(id) ?? [],
  )[0]
}
