import type { Agent } from './account/agent.ts'
import { findPerson, MAIN_ACCOUNT, PEOPLE } from './account/people.ts'
import type { World } from './account/world.ts'
import { type Answer, json } from './api/answer.ts'
import { parseFault } from './faults.ts'
import { PRESETS } from './presets.ts'

type Handler = (world: World, input: Record<string, unknown>, query: URLSearchParams) => unknown

const done = { done: true }

/** The control API: method and path under `/__sandbox/`. What a handler throws is answered with 400. */
const HANDLERS: Record<string, Handler> = {
  'GET presets': () => PRESETS,
  'GET faults': world => world.faults.list().map(({ carried: _rows, ...fault }) => fault),
  'POST faults': (world, input) => {
    const { carried: _rows, ...fault } = world.faults.add(parseFault(input, PRESETS))
    return fault
  },
  'DELETE faults': world => {
    world.faults.clear()
    return done
  },
  'GET settings': world => world.settings,
  'POST settings': (world, input) => {
    world.change(input)
    return world.settings
  },
  'GET people': () => PEOPLE,
  'GET agents': (world, _input, query) => world.agentsOf(query.get('account') ?? MAIN_ACCOUNT),
  'GET calls': world => world.calls.calls(),
  'GET stats': world => world.calls.stats(),
  'POST tick': (world, input) => {
    for (let step = 0; step < Number(input.times ?? 1); step += 1) world.tick()
    return done
  },
  'POST expire-access': (world, input) => {
    world.grants.expireAccess(personId(input))
    return done
  },
  'POST kill-grants': (world, input) => {
    world.grants.kill(personId(input))
    return done
  },
  'POST expire-page-tokens': world => {
    world.pageTokens.clear()
    return done
  },
  'POST reset': world => {
    world.reset()
    return done
  },
}

export function control(
  world: World,
  method: string,
  path: string,
  query: URLSearchParams,
  body: string,
): Answer {
  try {
    const input: unknown = body ? JSON.parse(body) : {}
    if (typeof input !== 'object' || input === null) throw new TypeError('The body must be a JSON object')
    const [, , what = '', ...rest] = path.split('/')
    if (method === 'POST' && what === 'agents' && rest.length > 0) {
      return patchAgent(world, decodeURIComponent(rest.join('/')), input, query)
    }
    if (method === 'DELETE' && what === 'agents' && rest.length > 0) {
      const removed = world.remove(query.get('account') ?? MAIN_ACCOUNT, decodeURIComponent(rest.join('/')))
      return removed ? json(200, done) : json(404, { error: 'No such agent' })
    }
    const handler = rest.length === 0 ? HANDLERS[`${method} ${what}`] : undefined
    if (!handler) return json(404, { error: 'No such control', controls: Object.keys(HANDLERS) })
    return json(200, handler(world, input as Record<string, unknown>, query))
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) })
  }
}

/** The id of the person whose key is given; undefined, which is everybody, when none is. */
function personId({ person }: Record<string, unknown>): string | undefined {
  if (person === undefined) return undefined
  const found = findPerson(String(person))
  if (!found) throw new TypeError(`Nobody is called ${person}`)
  return found.id
}

/** Merges the fields into the agent; null takes a field away. */
function patchAgent(world: World, id: string, changes: object, query: URLSearchParams): Answer {
  const account = query.get('account') ?? MAIN_ACCOUNT
  const agent = world.agentsOf(account).find(({ user_id }) => user_id === id)
  if (!agent) return json(404, { error: 'No such agent' })
  world.telling(account, [agent], () => merge(agent, changes))
  return json(200, agent satisfies Agent)
}

function merge(target: object, changes: object): void {
  const fields = target as Record<string, unknown>
  for (const [key, value] of Object.entries(changes)) {
    const present = fields[key]
    if (value === null) delete fields[key]
    else if (isPlain(value) && isPlain(present)) merge(present, value)
    else fields[key] = value
  }
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
