'use client'

import type { ReactNode } from 'react'
import { Tools } from '@/components/ui/tools.tsx'
import { FilterControls } from './filter-controls.tsx'
import { FilterSheet } from './filter-sheet.tsx'
import { ask, type Filtering } from './filtering.ts'
import { SearchBox } from './search-box.tsx'

type Props = {
  filtering: Filtering
  /** The search is put to the roster here, not to Zoom. */
  isRoster: boolean
  /** What is left, in words. */
  completeness: string
  /** The page's title: which view it is. */
  view: ReactNode
  /** What can be done with the list as it is narrowed; at the right end. */
  children: ReactNode
}

/** What the list is narrowed by: all of it is in the address. */
export function FilterBar({ filtering, isRoster, completeness, view, children }: Props) {
  const { location, onChange } = filtering
  return (
    <search className="flex min-h-11 flex-wrap items-center gap-2 px-4 py-2 max-sm:flex-nowrap">
      <Tools>{view}</Tools>
      <SearchBox
        search={location.question.search}
        isRoster={isRoster}
        onSearch={(search, options) => ask(onChange, { search }, options)}
      />
      <FilterControls filtering={filtering} className="contents max-sm:hidden" />
      <FilterSheet filtering={filtering} completeness={completeness} />
      <div className="ml-auto flex flex-none items-center gap-1 max-sm:hidden">
        <Tools>{children}</Tools>
      </div>
    </search>
  )
}
