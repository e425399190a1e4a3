import { z } from 'zod'
import {
  type AgentsPage,
  agentSchema,
  type Page,
  type ProfileAnswer,
  profileSchema,
  type Queue,
  queueSchema,
  type Region,
  readPage,
  regionSchema,
  type Skill,
  type SystemStatus,
  skillSchema,
  systemStatusSchema,
} from '@/lib/agents/schema.ts'
import { NEEDED_SCOPES } from '@/lib/scopes.ts'
import { ServerError } from '../server-error.ts'
import type { RateLabel } from '../store/budget-store.ts'
import { isRegionsNotEnabled } from './classify.ts'
import type { Caller, ReadZoom, ZoomAnswer } from './client.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const noControl = /^[^\u0000-\u001f\u007f]*$/
const word = (longest: number) => z.string().max(longest).regex(noControl)
const paging = {
  page_size: z
    .string()
    .regex(/^([1-9]\d?|[12]\d\d|300)$/)
    .optional(),
  next_page_token: word(1_000).optional(),
}

/** A call of Zoom's that the proxy offers, with the parameters it passes on (zoom.md section 2). */
type Endpoint<Answer> = {
  template: string
  label: RateLabel
  parameters: z.ZodObject
  read: (answer: ZoomAnswer) => Answer
  /** What stands for a refusal that is no failure. */
  instead?: (refusal: unknown) => Answer | undefined
}

/** Reads one page of a list; a body that is no such list is `zoom_invalid`, never an empty list. */
function list<Key extends string, S extends z.ZodType>(key: Key, item: S) {
  return ({ body, fetched_at, tracking_id }: ZoomAnswer): Page<Key, z.infer<S>> => {
    const read = readPage(body, key, item)
    if (!read) throw new ServerError('zoom_invalid', { tracking_id })
    return { ...read.page, meta: { fetched_at, skipped: read.skipped } } as Page<Key, z.infer<S>>
  }
}

export const listUsers: Endpoint<AgentsPage> = {
  template: NEEDED_SCOPES.listUsers.path,
  label: 'MEDIUM',
  parameters: z.object({
    search_key: word(256).optional(),
    region_id: word(256).optional(),
    user_access: z.enum(['active', 'inactive']).optional(),
    ...paging,
  }),
  read: list('users', agentSchema),
}

export const getUser: Endpoint<ProfileAnswer> = {
  template: NEEDED_SCOPES.getUser.path,
  label: 'LIGHT',
  parameters: z.object({}),
  read: ({ body, fetched_at, tracking_id }) => {
    const profile = profileSchema.safeParse(body)
    if (!profile.success) throw new ServerError('zoom_invalid', { tracking_id })
    return { ...profile.data, meta: { fetched_at, skipped: 0 } }
  },
}

export const listUserQueues: Endpoint<Page<'queues', Queue>> = {
  template: NEEDED_SCOPES.listUserQueues.path,
  label: 'MEDIUM',
  parameters: z.object({
    channel: z.enum(['voice', 'video', 'messaging', 'email']).optional(),
    user_assignment_type: z.enum(['agent', 'supervisor', 'both', 'any']).optional(),
    ...paging,
  }),
  read: list('queues', queueSchema),
}

export const listUserSkills: Endpoint<Page<'skills', Skill>> = {
  template: NEEDED_SCOPES.listUserSkills.path,
  label: 'MEDIUM',
  parameters: z.object({
    skill_type: z.enum(['text', 'proficiency']).optional(),
    skill_category_id: word(256).optional(),
    ...paging,
  }),
  read: list('skills', skillSchema),
}

export const listRegions: Endpoint<Page<'regions', Region>> = {
  template: NEEDED_SCOPES.listRegions.path,
  label: 'MEDIUM',
  parameters: z.object(paging),
  read: list('regions', regionSchema),
  instead: refusal =>
    isRegionsNotEnabled(refusal)
      ? {
          next_page_token: '',
          total_records: 0,
          regions: [],
          meta: { fetched_at: new Date().toISOString(), skipped: 0 },
        }
      : undefined,
}

export const listSystemStatuses: Endpoint<Page<'statuses', SystemStatus>> = {
  template: NEEDED_SCOPES.listSystemStatuses.path,
  label: 'MEDIUM',
  parameters: z.object({
    status_category: z.enum(['agent_status', 'queue_opt_out_and_not_ready_status']).optional(),
    ...paging,
  }),
  read: list('statuses', systemStatusSchema),
}

/** Checks the parameters of an endpoint: unknown ones are dropped, empty ones count as absent, bad or doubled ones are `bad_request`. */
export function readParameters(endpoint: Endpoint<unknown>, search: URLSearchParams): Record<string, string> {
  const given: Record<string, string> = {}
  for (const name of Object.keys(endpoint.parameters.shape)) {
    const values = search.getAll(name)
    if (values.length > 1)
      throw new ServerError('bad_request', { message: `The parameter ${name} is given more than once.` })
    if (values[0]) given[name] = values[0]
  }
  const read = endpoint.parameters.safeParse(given)
  if (read.success) return read.data as Record<string, string>
  throw new ServerError('bad_request', {
    message: `The parameter ${String(read.error.issues[0]?.path[0])} is not one that Zoom takes.`,
  })
}

/** Calls an endpoint and answers Zoom's envelope, validated, with `meta`. `userId` must have passed isUsableId. */
export async function callZoom<Answer>(
  readZoom: ReadZoom,
  endpoint: Endpoint<Answer>,
  { query, userId, caller }: { query: Record<string, string>; userId?: string; caller: Caller },
): Promise<Answer> {
  const { template, label } = endpoint
  const path =
    userId === undefined ? template : template.replace('{userId}', () => encodeURIComponent(userId))
  try {
    return endpoint.read(
      await readZoom({ path, template, query, label, one_user: userId !== undefined }, caller),
    )
  } catch (refusal) {
    const answer = endpoint.instead?.(refusal)
    if (answer === undefined) throw refusal
    return answer
  }
}
