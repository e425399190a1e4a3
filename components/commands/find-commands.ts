import { type Command, listCommands } from '@/components/ui/commands.ts'
import { fold } from '@/lib/agents/narrow/search.ts'

/** What fits what is typed, as it is offered: every word is in label, group or keywords. With nothing typed, all that is listed. */
export function findCommands(typed: string): Command[] {
  const words = fold(typed).split(' ').filter(Boolean)
  const { listed, found } = listCommands(words.length === 0 ? '' : typed)
  const fitting = listed.filter(({ label, group, keywords = '' }) => {
    const text = fold(`${label} ${group} ${keywords}`)
    return words.every(word => text.includes(word))
  })
  // Those that begin like it come first; otherwise the order in which they are offered stays.
  const startsSo = ({ label }: Command) => fold(label).startsWith(words[0] ?? '')
  return [...found, ...fitting.filter(startsSo), ...fitting.filter(command => !startsSo(command))]
}
