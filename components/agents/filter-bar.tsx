'use client'

import { FilterControls } from './filters/filter-controls.tsx'
import { FilterSheet } from './filters/filter-sheet.tsx'
import { ask, type Filtering } from './filters/filtering.ts'
import { SearchBox } from './search-box.tsx'

/** What the list is narrowed by: all of it is in the address. `shown`: what is left, in words. */
export function FilterBar({ filtering, shown }: { filtering: Filtering; shown: string }) {
  const { location, onChange } = filtering
  return (
    <search className="flex min-h-11 flex-wrap items-center gap-2 px-4 py-2 max-sm:flex-nowrap">
      <SearchBox
        search={location.question.search}
        onSearch={(search, options) => ask(onChange, { search }, options)}
      />
      <FilterControls filtering={filtering} className="contents max-sm:hidden" />
      <FilterSheet filtering={filtering} shown={shown} />
    </search>
  )
}
