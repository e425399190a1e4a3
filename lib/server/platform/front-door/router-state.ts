import { z } from 'zod'

const DYNAMIC = [
  'c',
  'ci(..)(..)',
  'ci(.)',
  'ci(..)',
  'ci(...)',
  'oc',
  'd',
  'di(..)(..)',
  'di(.)',
  'di(..)',
  'di(...)',
]

const segment = z.union([
  z.string(),
  z.tuple([z.string(), z.string(), z.enum(DYNAMIC), z.array(z.string()).nullable()]),
])

type State = [z.infer<typeof segment>, Record<string, State>, ...unknown[]]

/** As Next 16 reads it (server/app-render/types), which answers anything else with 500. */
const state: z.ZodType<State> = z.lazy(() =>
  z.tuple([
    segment,
    z.record(z.string(), state),
    z.tuple([z.string(), z.string()]).nullish(),
    z.enum(['refetch', 'inside-shared-layout', 'metadata-only']).nullish(),
    z.number().nullish(),
    z.string().optional(),
  ]),
)

/** Whether the header in which a page's scripts say where they are (`next-router-state-tree`) is absent or can be read. */
export function isRouterState(header: string | string[] | undefined): boolean {
  if (header === undefined) return true
  try {
    return state.safeParse(JSON.parse(decodeURIComponent(String(header)), refuseProto)).success
  } catch {
    return false
  }
}

/** Zod passes over this name unread, Next does not. */
function refuseProto(name: string, value: unknown): unknown {
  if (name === '__proto__') throw new Error('This is the name of no segment.')
  return value
}
