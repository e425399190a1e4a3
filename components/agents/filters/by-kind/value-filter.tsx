import { useId, useMemo, useState } from 'react'
import { useKeptFocus } from '@/components/ui/use-kept-focus.ts'
import { findValues, listValues } from '@/lib/agents/narrow/filter-values.ts'
import { countValues } from '@/lib/agents/narrow/narrow.ts'
import { fold } from '@/lib/agents/narrow/search.ts'
import { chosenValues } from '@/lib/agents/view.ts'
import { formatNumber } from '@/lib/formats.ts'
import { type FormProps, toggle } from '../filtering.ts'

/** More values than these have a search of their own. */
const FEW = 12
/** The most that are drawn at once. */
const MOST_DRAWN = 200

/** A checkbox for each value that agents have, with the number of agents that the other filters leave it. */
export function ValueFilter({ name, field, filtering: { location, narrowed, onChange } }: FormProps) {
  const id = useId()
  // A value goes when a read has left nobody with it.
  const keptFocus = useKeptFocus<HTMLDivElement>()
  const [search, setSearch] = useState('')
  const chosen = chosenValues(location.view, name)
  // One that nobody has stays in place after it was taken away, for as long as the group is open.
  const [atFirst] = useState(chosen)
  const ranks = useMemo(() => findValues(field, narrowed.of.agents), [field, narrowed.of.agents])
  const values = useMemo(
    () => listValues(field, ranks, [...atFirst, ...chosen], countValues(narrowed, name)),
    [field, ranks, narrowed, name, atFirst, chosen],
  )
  const wanted = fold(search).trim()
  const found = wanted === '' ? values : values.filter(({ words }) => fold(words).includes(wanted))
  return (
    <div className="w-60 max-w-full" {...keptFocus}>
      {values.length > FEW && (
        <input
          type="search"
          aria-label={`Search ${field.label}`}
          placeholder="Search"
          autoComplete="off"
          value={search}
          onChange={event => setSearch(event.target.value)}
          className="mb-1.5 h-7 w-full rounded-md border border-control bg-bg px-2 max-sm:h-10 max-sm:text-[1rem]"
        />
      )}
      <ul>
        {found.slice(0, MOST_DRAWN).map(({ value, words, count }, index) => (
          <li key={value}>
            <label className="option">
              <input
                type="checkbox"
                aria-labelledby={`${id}${index}-words`}
                aria-describedby={`${id}${index}-count`}
                checked={chosen.includes(value)}
                onChange={() => toggle(onChange, name, [value])}
              />
              <bdi
                id={`${id}${index}-words`}
                translate={field.isName && value !== '' ? 'no' : undefined}
                className="min-w-0 flex-1 py-1 [overflow-wrap:anywhere]"
              >
                {words}
              </bdi>
              <span id={`${id}${index}-count`} className={count === 0 ? 'text-text-3' : 'text-text-2'}>
                {formatNumber(count)}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="px-1.5 py-1 text-text-3">No matches</p>}
      {found.length > MOST_DRAWN && (
        <p className="px-1.5 py-1 text-text-3">
          {`${formatNumber(found.length - MOST_DRAWN)} more: search to see them`}
        </p>
      )}
    </div>
  )
}
