import { CALL_NAMES, type CallName } from './api/endpoints.ts'

/** Changes to the rows of a list answer. */
export interface RowFault {
  /** Share (0..1) of rows replaced by something that is no proper agent. */
  malformed?: number
  /** That many last rows of the page before are repeated in front. */
  repeat?: number
  /** `user_id`, `status_id` and `sub_status_id` become numbers. */
  numeric_ids?: boolean
}

/** What goes wrong. Without `status`, `raw`, `json` or a `fill`, the true answer is bent, not replaced. */
export interface FaultAction {
  status?: number
  headers?: Record<string, string>
  json?: unknown
  raw?: string
  content_type?: string
  /** With a replaced answer: the call takes effect all the same (a token is rotated, a code spent). */
  effect?: boolean
  /** Milliseconds before the headers; the effect has happened by then. */
  delay_ms?: number
  /** No answer for as long as the client waits. */
  hang?: boolean
  trickle?: { bytes: number; every_ms: number }
  /** Half of the announced body, then the connection is cut. */
  truncate?: boolean
  /** `before`: cut without effect. `after`: the effect happens, the answer is lost. */
  reset?: 'before' | 'after'
  /** An otherwise valid answer of that many megabytes of white space, plain or gzipped. */
  fill?: { megabytes: number; gzip?: boolean }
  rows?: RowFault
  /** Keys of the answer to set (`set`) or leave out (`unset`). */
  set?: Record<string, unknown>
  unset?: string[]
  /** `same`: the token that came in. `fresh`: a new one to the same rows. `endless`: new ids for ever. */
  loop?: 'same' | 'fresh' | 'endless'
  /** The list moves up by one place before the answer, as when somebody before it is gone. */
  shift?: boolean
  /** Parameters of the callback to set or, with null, to leave out; the consent page passes unharmed. */
  callback?: Record<string, string | null>
}

export interface Fault extends FaultAction {
  /** A call's name, or a regular expression for path and query. */
  path: string
  /** How many calls it strikes; null for all to come. */
  times: number | null
  /** How many matching calls pass unharmed first. */
  after: number
}

export interface ActiveFault extends Fault {
  id: number
  struck: number
  /** Rows of the page before, for `rows.repeat`. */
  carried: unknown[]
}

/** Faults in waiting; the oldest that matches strikes, one per call. */
export class Faults {
  #faults: ActiveFault[] = []
  #ids = 0

  add(fault: Fault): ActiveFault {
    this.#ids += 1
    const active = { ...fault, id: this.#ids, struck: 0, carried: [] }
    this.#faults.push(active)
    return active
  }

  strike(name: CallName, path: string): ActiveFault | undefined {
    for (const fault of this.#faults) {
      if (fault.times !== null && fault.struck >= fault.times) continue
      if (fault.path !== name && !matches(fault.path, path)) continue
      if (fault.after > 0) {
        fault.after -= 1
        continue
      }
      fault.struck += 1
      return fault
    }
    return undefined
  }

  list(): readonly ActiveFault[] {
    return this.#faults
  }

  clear(): void {
    this.#faults = []
  }
}

/** A plain word is a call's name, so `user` does not strike `users`. */
const PLAIN_WORD = /^\w+$/

function matches(pattern: string, path: string): boolean {
  return !PLAIN_WORD.test(pattern) && new RegExp(pattern).test(path)
}

/** @throws TypeError saying what is wrong with it */
export function parseFault(input: unknown, presets: Record<string, Partial<Fault>>): Fault {
  if (typeof input !== 'object' || input === null) throw new TypeError('A fault is an object')
  const { preset, ...own } = input as Partial<Fault> & { preset?: string }
  if (preset !== undefined && !Object.hasOwn(presets, preset))
    throw new TypeError(`Unknown preset: ${preset}`)
  const fault = { times: 1, after: 0, ...(preset === undefined ? {} : presets[preset]), ...own }
  if (!fault.path) throw new TypeError('A fault needs a path: a call name or a regular expression')
  const unknown = Object.keys(fault).filter(key => !FAULT_KEYS.has(key))
  if (unknown.length > 0) throw new TypeError(`Unknown in a fault: ${unknown.join(', ')}`)
  if (PLAIN_WORD.test(fault.path) && !CALL_NAMES.includes(fault.path))
    throw new TypeError(`No call is named ${fault.path}; a regular expression has to be more than a word`)
  new RegExp(fault.path)
  return { ...fault, path: fault.path }
}

const FAULT_KEYS = new Set(
  (
    'path times after status headers json raw content_type effect delay_ms hang trickle truncate reset fill ' +
    'rows set unset loop shift callback'
  ).split(' '),
)
