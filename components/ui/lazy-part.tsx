'use client'

import {
  type ComponentType,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { createSignal } from '@/lib/signal.ts'
import { Dialog } from './dialog.tsx'
import { findFocusable, rememberFocus, returnFocus } from './return-focus.ts'

/** Long enough after the page is usable that nothing it still wants has to wait. */
const REST_MS = 3_000

export type LazyPart<Props> = {
  title: string
  /** The component if it is here already. */
  loaded: () => ComponentType<Props> | undefined
  /** Loads it once; again after a failure. */
  load: () => Promise<ComponentType<Props>>
  /** Settles once it is here or could not be had; always the same promise, as React's `use` wants it. */
  settled: () => Promise<unknown>
}

/** A part of the page whose scripts come when it is wanted. */
export function lazyPart<Props>(title: string, load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  let loaded: ComponentType<Props> | undefined
  let loading: Promise<ComponentType<Props>> | undefined
  let settled: Promise<unknown> | undefined
  async function start() {
    try {
      loaded = await load()
      return loaded
    } catch (cause) {
      loading = undefined
      throw cause
    }
  }
  function loadOnce() {
    loading ??= start()
    return loading
  }
  return {
    title,
    loaded: () => loaded,
    load: loadOnce,
    settled() {
      settled ??= loadOnce().catch(() => {})
      return settled
    },
  }
}

/**
 * The dialog of a part. Until its scripts are there (where `waiting` does not stand in for it), and if they do not come,
 * one of the same name says so. `isInUse`: what waits may not be replaced just now.
 */
export function LazyDialog<Props extends { onClose: () => void }>({
  part,
  props,
  waiting,
  isInUse,
}: {
  part: LazyPart<Props>
  props: Props
  waiting?: ReactNode
  isInUse?: boolean
}) {
  const { Loaded, ...state } = useLoaded(part)
  if (Loaded && !isInUse) return <Loaded {...props} />
  if (waiting && !state.isFailed) return waiting
  return (
    <Dialog title={part.title} onClose={props.onClose}>
      <NotYet {...state} />
    </Dialog>
  )
}

/** A part that stands in something that is open already. Whoever has the focus there as it arrives has it in the part. */
export function LazyInside<Props extends object>({ part, props }: { part: LazyPart<Props>; props: Props }) {
  const { Loaded, ...state } = useLoaded(part)
  const waitedIn = useRef<Element>(null)
  useLayoutEffect(() => {
    const place = waitedIn.current
    // The items of a menu are reached by its keys, not by Tab.
    if (Loaded && place)
      (findFocusable(place) ?? place.querySelector<HTMLElement>('[role^=menuitem]'))?.focus()
  }, [Loaded])
  return Loaded ? <Loaded {...props} /> : <NotYet {...state} waitedIn={waitedIn} />
}

/**
 * The same for what is read: the focus stays where it is, or goes to what is around it where that goes. `known`: what stands
 * there until then, around what is said of it.
 */
export function LazyText<Props extends object>({
  part,
  props,
  known,
}: {
  part: LazyPart<Props>
  props: Props
  known: (notYet: ReactNode) => ReactNode
}) {
  const { Loaded, ...state } = useLoaded(part)
  const focused = useRef<Element[]>([])
  useLayoutEffect(() => {
    if (Loaded && focused.current[0]?.isConnected === false) returnFocus(focused.current)
  }, [Loaded])
  return Loaded ? <Loaded {...props} /> : <Known focused={focused}>{known(<NotYet {...state} />)}</Known>
}

/** Notes where the focus is as its children go. */
function Known({ focused, children }: { focused: RefObject<Element[]>; children: ReactNode }) {
  useLayoutEffect(
    () => () => {
      focused.current = rememberFocus()
    },
    [focused],
  )
  return children
}

/** A part that shows nothing while it is not there: nobody waits for it, and nothing is lost without it. */
export function LazyQuietly<Props extends object>({ part, props }: { part: LazyPart<Props>; props: Props }) {
  const { Loaded } = useLoaded(part)
  return Loaded ? <Loaded {...props} /> : null
}

type State = { isFailed: boolean; retry: () => void }

/** When it goes while the focus is in it, or around it, it tells `waitedIn` in which element it stood. */
function NotYet({ isFailed, retry, waitedIn }: State & { waitedIn?: RefObject<Element | null> }) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = place.current
    return () => {
      const at = document.activeElement
      const isHere = at !== document.body && (at?.contains(element) || element?.contains(at))
      if (waitedIn && isHere) waitedIn.current = element?.parentElement ?? null
    }
  }, [waitedIn])
  return (
    <div ref={place} tabIndex={-1} className="focus:outline-none">
      {isFailed ? (
        <>
          <p role="alert" className="mb-4 text-danger">
            This part of the page did not load. Check your connection. If it stays so, Rollcall has been
            updated: reload the page, which keeps what you see.
          </p>
          <button
            type="button"
            className="button"
            onClick={() => {
              place.current?.focus() // the button goes
              retry()
            }}
          >
            Try again
          </button>
          <button type="button" className="button button-ghost ml-2" onClick={() => window.location.reload()}>
            Reload the page
          </button>
        </>
      ) : (
        <p className="text-text-2">Loading…</p>
      )}
    </div>
  )
}

function useLoaded<Props>(part: LazyPart<Props>): State & { Loaded: ComponentType<Props> | undefined } {
  const [Loaded, setLoaded] = useState(() => part.loaded())
  const [isFailed, setIsFailed] = useState(false)

  useEffect(() => {
    if (isFailed) {
      const retry = () => setIsFailed(false)
      window.addEventListener('online', retry)
      return () => window.removeEventListener('online', retry)
    }
    let isWanted = true
    part.load().then(
      component => isWanted && setLoaded(() => component),
      () => isWanted && setIsFailed(true),
    )
    return () => {
      isWanted = false
    }
  }, [part, isFailed])

  return { Loaded, isFailed, retry: () => setIsFailed(false) }
}

/** Fetches parts that are not on screen yet, once the page has come to rest; not for who saves data. */
export function usePreload(...parts: readonly { load: () => Promise<unknown> }[]): void {
  const isAtRest = useIsAtRest()
  const load = useEffectEvent(() => {
    const { connection } = navigator as { connection?: { saveData?: boolean } }
    if (!connection?.saveData) for (const part of parts) part.load().catch(() => {})
  })
  useEffect(() => {
    if (isAtRest) load()
  }, [isAtRest])
}

const wanted = createSignal()

/** For who wants at once what comes at rest. */
export const endWaiting = wanted.notify

/** Whether the page has come to rest: what nobody waits for may begin. */
export function useIsAtRest(): boolean {
  const [isAtRest, setIsAtRest] = useState(false)
  useEffect(() => {
    const begin = () => setIsAtRest(true)
    const timer = setTimeout(() => {
      // Safari has no idle callback.
      const whenIdle = window.requestIdleCallback ?? setTimeout
      whenIdle(begin)
    }, REST_MS)
    const stop = wanted.subscribe(begin)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [])
  return isAtRest
}
