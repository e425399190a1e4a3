import { createSignal } from '../../signal.ts'
import { keep, readKept } from '../../tab-storage.ts'
import type { View } from '../view.ts'
import { type ListLocation, readAddress, writeAddress, writeQuery } from './address.ts'

/** Whether a bare list opens a view of the person's: the address then has to say when all agents are meant. */
let opensView = false

export function setOpensView(is: boolean): void {
  opensView = is
  const { pathname, search } = window.location
  // All agents were asked for before this was known.
  if (is && !ahead && pathname === '/agents' && search === '') moveTo({}, { replace: true })
}

let cached: { href: string; search: string; location: ListLocation } | undefined
/** Where typing has led beyond the address `href`; the address follows at the next pause. */
let ahead: { href: string; location: ListLocation } | undefined

/** The current location: the same object while the person stays there, the same question and view beside every profile. */
export function currentLocation(): ListLocation {
  const { href, pathname, search } = window.location
  if (ahead?.href === href) return ahead.location
  ahead = undefined // the person went elsewhere; coming back is to the address
  if (cached?.href !== href) {
    const location = readAddress(pathname, search)
    if (cached?.search === search)
      cached = { ...cached, href, location: { ...cached.location, user_id: location.user_id } }
    else cached = { href, search, location }
  }
  return cached.location
}

let list: ListLocation | undefined

/** The current list, without the profile that is open over it: the same object whichever that is. */
export function currentList(): ListLocation {
  const { question, view, compare, isAll } = currentLocation()
  const isSame =
    list?.question === question && list.view === view && list.compare === compare && list.isAll === isAll
  if (!list || !isSame) list = { question, view, compare, isAll, user_id: null }
  return list
}

/** The address of the list as this tab last had it, without an open profile; the bare list where there was none. */
export function lastListAddress(): string {
  const kept = readKept('list')
  return typeof kept === 'string' ? kept : '/agents'
}

export function rememberList(location: ListLocation): void {
  keep('list', writeAddress({ ...location, compare: [] }))
}

/**
 * Back and Forward within the list stay on its page, for as long as that is there. In the history Next keeps of which page an
 * entry is, and after a reload takes those from before it for others: it would ask the server for them, and leave for the
 * browser's error page where that does not answer. An entry that says only that it is Next's own (`__NA`) is shown by the
 * page that is there.
 */
export function stayOnPage(): () => void {
  // Before Next hears of it, which listens in the other phase.
  window.addEventListener('popstate', tellAsOurs, true)
  return () => window.removeEventListener('popstate', tellAsOurs, true)
}

function tellAsOurs(event: PopStateEvent): void {
  if (!event.isTrusted || !window.location.pathname.startsWith('/agents')) return
  event.stopImmediatePropagation()
  window.dispatchEvent(new PopStateEvent('popstate', { state: { __NA: true } }))
}

const moved = createSignal(() => {
  window.addEventListener('popstate', moved.notify)
  return () => {
    window.removeEventListener('popstate', moved.notify)
    ahead = undefined
  }
})

export const subscribeLocation = moved.subscribe

/** `replace` keeps the history entry; `isTyping` leaves the address to the move that follows at the next pause. */
export type MoveOptions = { replace?: boolean; isTyping?: boolean }

/**
 * Moves without asking the server: the list and its profiles are one page, so the address is enough. Next
 * follows native history calls, which takes it longer than a key may, and browsers allow few of them a second. What is
 * not changed stays as it is at the moment of the call, since two changes may come before the next render.
 */
export function moveTo(change: Partial<ListLocation>, { replace, isTyping }: MoveOptions = {}): void {
  const next = { ...currentLocation(), ...change }
  ahead = isTyping ? { href: window.location.href, location: next } : undefined
  if (ahead) {
    moved.notify()
    return
  }
  const address = writeAddress({
    ...next,
    isAll: opensView && writeQuery({ ...next, isAll: false }) === '',
  })
  if (address !== window.location.pathname + window.location.search)
    // The entry stays marked with its person (components/session/own-tab.tsx).
    window.history[replace ? 'replaceState' : 'pushState'](
      { person: window.history.state?.person },
      '',
      address,
    )
  moved.notify()
}

/** Changes how the list looks, without an entry in the history. What is being typed stays ahead of the address. */
export function changeLook(look: Partial<Pick<View, 'columns' | 'density'>>): void {
  const typed = currentLocation()
  const isTyping = ahead !== undefined
  ahead = undefined
  moveTo({ view: { ...currentLocation().view, ...look } }, { replace: true })
  if (isTyping) moveTo({ ...typed, view: { ...typed.view, ...look } }, { isTyping })
}
