import type { Agent } from '../account/agent.ts'
import { alone, inList } from '../account/agent.ts'
import { queuesOf, skillsOf } from '../account/assignments.ts'
import { meAnswer, type Person } from '../account/people.ts'
import { SEED_EXAMPLE } from '../account/seed-example.ts'
import { regionsOf, STATUS_LIST } from '../account/setup-lists.ts'
import { narrowed, visible } from '../account/sights.ts'
import type { World } from '../account/world.ts'
import { type Answer, apiError, json } from './answer.ts'
import { type ApiCall, ENDPOINTS } from './endpoints.ts'
import { page } from './paging.ts'

/** Who calls, as the access token tells. */
export interface Caller {
  person: Person
  scopes: string[]
}

/** One of the seven calls for a caller whose token is alive and whose rate is within the limit. */
export function answerApi(
  world: World,
  call: ApiCall,
  id: string,
  query: URLSearchParams,
  caller: Caller,
): Answer {
  const refusal = scopeRefusal(call, caller.scopes)
  if (refusal) return refusal
  const { person } = caller
  if (call === 'me') return json(200, meAnswer(person, world.settings))
  if (!person.contact_center || world.settings.no_contact_center.includes(person.key)) {
    return apiError(403, 403, 'You do not have permission to access this resource.')
  }
  const sight = world.settings.sights[person.key]
  const agents = visible(world.agentsOf(person.account_id), sight)
  const list = (key: string, choices: Record<string, readonly string[]>, rows: () => readonly unknown[]) =>
    page(world, { call: `${call} ${id}`, account: person.account_id, key, query, choices, rows })

  if (call === 'users') {
    if (world.settings.seed_example) return json(200, SEED_EXAMPLE)
    return list('users', { user_access: ['active', 'inactive'] }, () =>
      found(agents, query, world.settings.omitted_access).map(agent => narrowed(inList(agent), sight)),
    )
  }
  if (call === 'regions') return list('regions', {}, () => regionsOf(agents))
  if (call === 'statuses') {
    const category = query.get('status_category')
    const rows = () => STATUS_LIST.filter(row => !category || row.status_category === category)
    return list('statuses', { status_category: STATUS_CATEGORIES }, rows)
  }
  const agent = agents.find(({ user_id }) => user_id === id)
  if (!agent) return apiError(404, 300, 'Invalid user ID.')
  if (call === 'user') return json(200, narrowed(alone(agent), sight))
  if (call === 'queues') return list('queues', QUEUE_CHOICES, () => assignedQueues(id, query))
  return list('skills', { skill_type: ['text', 'proficiency'] }, () => assignedSkills(id, query))
}

const STATUS_CATEGORIES = ['agent_status', 'queue_opt_out_and_not_ready_status']
const QUEUE_CHOICES = {
  channel: ['voice', 'video', 'messaging', 'email'],
  user_assignment_type: ['agent', 'supervisor', 'both', 'any'],
}

/** The two forms that a missing scope has: 4711 for granular scopes, 104 for classic ones (zoom.md 4). */
function scopeRefusal(call: ApiCall, scopes: readonly string[]): Answer | null {
  const { granular, classic } = ENDPOINTS[call]
  if ([...granular, ...classic].some(scope => scopes.includes(scope))) return null
  const isClassic = scopes.length > 0 && scopes.every(scope => scope.split(':').length < 4)
  const missing = (isClassic ? classic : granular).join(', ')
  return apiError(400, isClassic ? 104 : 4711, `Invalid access token, does not contain scopes:[${missing}].`)
}

/**
 * How Zoom matches `search_key` is unknown (zoom.md 8). Our choice: any part of the name or the email,
 * whatever the case.
 */
function found(
  agents: readonly Agent[],
  query: URLSearchParams,
  omitted: 'both' | 'active',
): readonly Agent[] {
  const key = query.get('search_key')?.toLowerCase()
  const region = query.get('region_id')
  const access = query.get('user_access') || (omitted === 'active' ? omitted : null)
  return agents.filter(
    agent =>
      (!region || agent.region_id === region) &&
      (!access || agent.user_access === access) &&
      (!key || [agent.display_name, agent.user_email].some(text => text?.toLowerCase().includes(key))),
  )
}

/** Agent assignments alone unless asked otherwise (zoom.md 2.2); one for both counts as either. */
function assignedQueues(id: string, query: URLSearchParams) {
  const channel = query.get('channel')
  const type = query.get('user_assignment_type') || 'agent'
  return queuesOf(id).filter(
    ({ channel: of, user_assignment_type: as }) =>
      (!channel || of === channel) && (type === 'any' || as === type || (as === 'both' && type !== 'both')),
  )
}

function assignedSkills(id: string, query: URLSearchParams) {
  const type = query.get('skill_type')
  const category = query.get('skill_category_id')
  return skillsOf(id).filter(
    skill => (!type || skill.skill_type === type) && (!category || skill.skill_category_id === category),
  )
}
