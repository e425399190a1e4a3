import type { SavedView, SavedViews } from '@/lib/agents/address/saved-views.ts'

/** Another tab, or the person at another computer, was quicker. */
export class ViewGone extends Error {
  constructor() {
    super('This view is no longer there: it was deleted in another tab or browser.')
  }
}

/** A view as it is saved by now; throws `ViewGone` where it no longer is. */
export function findSaved({ views }: SavedViews, id: string): SavedView {
  const view = views.find(each => each.id === id)
  if (!view) throw new ViewGone()
  return view
}
