import { drawCell } from '@/components/cells/draw-cell.tsx'
import { useKeptFocus } from '@/components/ui/use-kept-focus.ts'
import { formatClock, formatExact } from '@/lib/formats.ts'
import { type ComparedGroup, type ComparedRow, type Level, oddOnes } from './comparison.ts'
import type { Assigned, Compared } from './use-compared.ts'

type Props = { compared: readonly Compared[]; groups: readonly ComparedGroup[]; zone: string }

/** Fields as rows, agents as columns; a bar marks who differs from most. */
export function ComparisonTable({ compared, groups, zone }: Props) {
  // A button to try again goes once that has helped.
  const keptFocus = useKeptFocus((section: HTMLElement) => section.focus())
  return (
    <section
      {...keptFocus}
      aria-label="Compared agents"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it
      tabIndex={0}
      className="max-h-[calc(100dvh-9rem)] overflow-auto overscroll-contain focus-visible:-outline-offset-2"
    >
      <table aria-label="Comparison" className="compare">
        <thead>
          <tr>
            <td />
            {compared.map(one => (
              <AgentHead key={one.user_id} {...one} zone={zone} />
            ))}
          </tr>
        </thead>
        {groups.map(group => (
          <tbody key={group.title}>
            <tr>
              <th scope="rowgroup" colSpan={compared.length + 1} className="px-0 pt-5 font-semibold">
                {group.title}
              </th>
            </tr>
            {group.lists?.some(({ list, error }, place) => (!list || error) && compared[place]?.agent) && (
              <ListsState lists={group.lists} compared={compared} title={group.title} />
            )}
            {group.rows.map(row => (
              <Row key={row.key} row={row} compared={compared} zone={zone} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function AgentHead({ user_id, agent, readAt, isUnknown, error, retry, zone }: Compared & { zone: string }) {
  return (
    <th scope="col">
      <bdi
        className="line-clamp-5 text-15 font-semibold"
        title={agent?.display_name}
        translate={agent?.display_name ? 'no' : undefined}
      >
        {isUnknown ? 'No such agent' : (agent?.display_name ?? (agent ? 'No name' : 'Agent'))}
      </bdi>
      <bdi className="line-clamp-5 text-text-3" title={agent?.user_email} translate="no">
        {agent?.user_email ?? <code className="mono">{user_id}</code>}
      </bdi>
      {readAt && (
        <span className="block text-12 text-text-3" title={`Read from Zoom on ${formatExact(readAt, zone)}`}>
          {`as of ${formatClock(readAt, zone)}`}
        </span>
      )}
      {!agent && !error && <span className="text-text-3">Loading…</span>}
      {error && !isUnknown && <Failed error={error} retry={retry} />}
    </th>
  )
}

type ListsStateProps = { lists: readonly Assigned<unknown>[]; compared: readonly Compared[]; title: string }

/** Of each agent: that its list is on its way, or why it does not come. */
function ListsState({ lists, compared, title }: ListsStateProps) {
  return (
    <tr>
      <th scope="row">
        <span className="sr-only">{title}: state</span>
      </th>
      {lists.map(({ list, error, retry }, place) => (
        <td key={compared[place]?.user_id} className="text-text-3">
          {compared[place]?.agent && (error ? <Failed error={error} retry={retry} /> : !list && 'Loading…')}
        </td>
      ))}
    </tr>
  )
}

function Failed({ error, retry }: Pick<Compared, 'retry'> & { error: NonNullable<Compared['error']> }) {
  const isForGood = error.code === 'scope_missing' || error.code === 'not_permitted' || error.status === 401
  return (
    <span className="block font-normal text-text-2">
      <span role={isForGood ? undefined : 'alert'}>{error.message}</span>
      {!isForGood && (
        <button type="button" className="button mt-1 flex" onClick={retry}>
          Try again
        </button>
      )}
    </span>
  )
}

function Row({ row, compared, zone }: { row: ComparedRow; compared: readonly Compared[]; zone: string }) {
  const odd = oddOnes(row)
  return (
    <tr>
      <th scope="row">
        <bdi translate={row.field ? undefined : 'no'}>{row.label}</bdi>
      </th>
      {row.texts.map((text, place) => (
        <td key={compared[place]?.user_id} data-differs={odd.has(place) || undefined}>
          {row.levels?.[place] && <Dots {...row.levels[place]} />}
          <Cell row={row} text={text} agent={compared[place]?.agent} zone={zone} />
        </td>
      ))}
    </tr>
  )
}

/** A level at a glance; its text stands beside it. */
function Dots({ level, most }: Level) {
  const draw = (from: number, to: number) =>
    Array.from(
      { length: to - from },
      (_, place) => `M${(from + place) * 8 + 6.5} 6.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z`,
    )
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${most * 8} 13`}
      fill="none"
      stroke="currentColor"
      className="mr-2 inline-block h-[1em] text-text-2"
    >
      <path d={draw(0, level).join('')} fill="currentColor" />
      <path d={draw(level, most).join('')} />
    </svg>
  )
}

type CellProps = Pick<Compared, 'agent'> & { row: ComparedRow; text: string | undefined | null; zone: string }

function Cell({ row: { field }, text, agent, zone }: CellProps) {
  if (text === null) return <span className="text-text-3">{agent ? 'Not read' : '–'}</span>
  if (text === undefined || text === '') return <span className="text-text-3">Unknown</span>
  if (!field || !agent) return <bdi>{text}</bdi>
  const { content, className, title } = drawCell(field, agent, zone)
  return field.limit && className?.includes('ruler') ? (
    <span data-key={field.key} title={title} className={`inline-block w-33 ${className}`}>
      {content}
    </span>
  ) : (
    <bdi
      title={title}
      translate={field.isName ? 'no' : undefined}
      className={field.limit ? undefined : className}
    >
      {field.cell === 'text' ? text : content}
    </bdi>
  )
}
