/** A view that a person has given a name: `query` is the address's query string. */
export type SavedView = { id: string; name: string; query: string }

/** What `/api/views` gives and takes. `version` moves with every change; `default` is the view that a bare list opens with. */
export type SavedViews = { version: string; views: SavedView[]; default: string | null }

export const MOST_VIEWS = 50
export const LONGEST_NAME = 80
export const LONGEST_QUERY_BYTES = 4_096

/** The version while nothing has been saved. */
export const NO_VERSION = '0'

/** Views that everybody has, above their own. */
export const BUILT_IN: readonly SavedView[] = [
  { id: 'all', name: 'All agents', query: '' },
  { id: 'ready', name: 'Ready now', query: 'status=Ready' },
  { id: 'not-ready', name: 'Not Ready', query: 'status=Not+Ready' },
  { id: 'inactive', name: 'Inactive', query: 'access=inactive' },
  { id: 'no-capacity', name: 'No capacity', query: 'messages=0-0&emails=0-0' },
]
