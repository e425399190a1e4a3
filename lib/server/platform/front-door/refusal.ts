import type { IncomingMessage } from 'node:http'
import type { RollcallError } from '@/lib/errors.ts'
import { ServerError } from '../../server-error.ts'
import { METHODS } from '../methods.ts'
import { isPlainPath, replaceBrokenEscapes } from './plain-path.ts'
import { isRouterState } from './router-state.ts'

/** Why a request goes no further. `allow` with 405, `error` with the others. */
export type Refusal = { status: number; allow?: string; error?: RollcallError }

/** No page of ours takes anything: there are no server actions. */
const METHODS_OF_PAGES = ['GET', 'HEAD']
/** Neither data nor anything of Next's. */
const IS_PAGE = /^\/(?!api\/|_)/
/** `/_global-error` and the like, which are for Next to show. */
const PAGES_OF_NEXT = /^\/_(?!next\/)/

const refuseWith = (error: RollcallError): Refusal => ({ status: error.status, error })

const UNREADABLE = refuseWith(
  new ServerError('bad_request', { message: 'This address, or what comes with it, cannot be read.' }),
)
const NOWHERE = refuseWith(new ServerError('not_found', { message: 'There is nothing at this address.' }))

/** For a body that is too large. */
export const TOO_LARGE = refuseWith(new ServerError('too_large'))

/** What a page is asked for: one answers for an address that was cut off, in words and with a way on; data does not. */
export function readTarget(url: string): string {
  return IS_PAGE.test(url) ? replaceBrokenEscapes(url) : url
}

/** What a request's head gives as a reason to refuse it: each of these Next would answer with 500, or read differently than we do. */
export function findRefusal({ method = '', url = '', headers }: IncomingMessage): Refusal | null {
  const methods: readonly string[] = url.startsWith('/api/') ? METHODS : METHODS_OF_PAGES
  if (!methods.includes(method)) return { status: 405, allow: methods.join(', ') }
  if (!isPlainPath(url) || !isRouterState(headers['next-router-state-tree'])) return UNREADABLE
  return PAGES_OF_NEXT.test(decodeURIComponent(url.split('?', 1)[0] ?? '')) ? NOWHERE : null
}
