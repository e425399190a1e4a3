import { useMemo, useRef, useState } from 'react'
import { findFocusable } from '@/components/ui/return-focus.ts'
import { isFiltered } from '@/lib/agents/address/address.ts'
import { currentLocation } from '@/lib/agents/address/list-location.ts'
import { isAskedName } from '@/lib/agents/asked.ts'
import { type Field, isAnswered } from '@/lib/agents/field.ts'
import { FILTERS, fieldOf } from '@/lib/agents/fields.ts'
import { filterWords } from '@/lib/agents/narrow/filter-words.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { withFilter } from '@/lib/agents/view.ts'
import { AddFilter } from './add-filter.tsx'
import { AskedFilter } from './asked-filter.tsx'
import { FilterButton } from './by-kind/filter-button.tsx'
import { FilterForm, usePreloadedForms } from './by-kind/filter-form.tsx'
import { clearFilters, type Filtering, setFilter } from './filtering.ts'
import { focusSearch } from './search-box.tsx'

/** Two filters of one button: what somebody does, and why. */
const OF_STATUS = ['status', 'reason']
const FURTHER = [...FILTERS.keys()].filter(name => !OF_STATUS.includes(name) && !isAskedName(name))

const ACCESS = ['active', 'inactive'].map(value => [value, fieldOf('user_access').words(value)] as const)

/** Every filter but the search: Zoom's own, the status, those that are set, and the way to further ones. */
export function FilterControls({ filtering, className }: { filtering: Filtering; className: string }) {
  const { location, narrowed, regions, onChange } = filtering
  const { view } = location
  const held = narrowed.of.agents
  const group = useRef<HTMLDivElement>(null)
  usePreloadedForms()
  // A filter whose last value was taken away stays while its group is open.
  const [opened, setOpened] = useState<string | null>(null)
  const answered = useAnswered(held)
  const shown = FURTHER.filter(name => name in view.filters || name === opened)
  const further = answered.filter(name => !shown.includes(name))
  const wordsOf = (name: string) => {
    const field = FILTERS.get(name)
    const filter = view.filters[name]
    return field && filter ? filterWords(field, filter) : []
  }

  /** For what is about to be gone. */
  function focusOn(find: () => HTMLElement | null | undefined) {
    requestAnimationFrame(() => find()?.focus())
  }
  const findAdd = () => group.current?.querySelector<HTMLElement>('[data-add-filter]')

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like this in every browser
    <div ref={group} role="group" aria-label="Filters" className={className}>
      <AskedFilter
        name="region"
        filtering={filtering}
        values={regions.named.map(({ region_id, name }) => [region_id, name] as const)}
        note={regions.note}
      />
      <AskedFilter name="access" filtering={filtering} values={ACCESS} />
      <FilterButton
        label="Status"
        words={OF_STATUS.flatMap(wordsOf)}
        isName
        onRemove={() =>
          onChange({
            view: OF_STATUS.reduce((before, name) => withFilter(before, name, null), currentLocation().view),
          })
        }
      >
        <FilterForm name="status" filtering={filtering} />
        <h2 className="mt-2 border-t px-1.5 pt-2 pb-1 text-12 text-text-3">Reason</h2>
        <FilterForm name="reason" filtering={filtering} />
      </FilterButton>
      {shown.map(name => (
        <FilterButton
          key={name}
          label={FILTERS.get(name)?.label ?? name}
          words={wordsOf(name)}
          isName={FILTERS.get(name)?.isName ?? false}
          onRemove={() => {
            setFilter(onChange, name, null)
            focusOn(findAdd)
          }}
          onOpenChange={isOpen => {
            setOpened(before => (isOpen ? name : before === name ? null : before))
            if (!isOpen && opened === name && !(name in currentLocation().view.filters)) focusOn(findAdd)
          }}
        >
          <FilterForm name={name} filtering={filtering} />
        </FilterButton>
      ))}
      {/* It stays with the last one set: that may be being typed in it. */}
      {answered.length > 0 && <AddFilter names={further} filtering={filtering} />}
      {isFiltered(location) && (
        <button
          type="button"
          className="button button-ghost"
          onClick={() => {
            clearFilters(onChange)
            // Behind a sheet the search cannot have the focus.
            if (!focusSearch()) focusOn(() => group.current && findFocusable(group.current))
          }}
        >
          Clear filters
        </button>
      )}
    </div>
  )
}

/** The further filters that the account's agents can answer; a search that leaves nobody takes none of them away. */
function useAnswered(held: readonly Agent[]): readonly string[] {
  const [answered, setAnswered] = useState<readonly string[]>([])
  const now = useMemo(() => FURTHER.filter(name => isAnswered(FILTERS.get(name) as Field, held)), [held])
  const all = FURTHER.filter(name => answered.includes(name) || now.includes(name))
  if (all.length > answered.length) setAnswered(all)
  return all
}
