import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, expect, test, vi } from 'vitest'
import type { AgentFields } from '@/lib/agents/field.ts'
import { fieldOf } from '@/lib/agents/fields.ts'
import { NO_QUESTION } from '@/lib/agents/question.ts'
import { profileQuery } from '@/lib/api/profile-queries.ts'
import { ProfileContent } from './profile-content.tsx'

const at = (minute: number) => `2026-11-27T12:${String(minute).padStart(2, '0')}:00.000Z`
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(at(3)), toFake: ['Date'] })
})

const MEAL = { status_name: 'Not Ready', sub_status_name: 'Meal' }
const READY = { status_name: 'Ready' }

/** What is said of the status of an agent whom the list and the profile have read, each when. */
function statusSaid(listed: object, list_at: string, told: object, profile_at: string): string {
  const row = { user_id: 'a', display_name: 'Ana', ...listed } as AgentFields
  const client = new QueryClient()
  client.setQueryData<unknown>(profileQuery('a').queryKey, {
    ...{ user_id: 'a', display_name: 'Ana', emergency_calling: true, ...told },
    meta: { fetched_at: profile_at, skipped: 0 },
  })
  const page = renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <ProfileContent
        user_id="a"
        question={NO_QUESTION}
        row={row}
        listReadAt={list_at}
        region={fieldOf('region_name')}
        zone="UTC"
        isWhole={false}
      />
    </QueryClientProvider>,
  )
  const [, status = ''] = /<\/h2><p[^>]*>(.*?)<\/p>/.exec(page) ?? []
  return status.replace(/<[^>]*>/g, '|').replace(/\|+/g, '|')
}

test.each([
  ['the list, after the profile', READY, at(2), MEAL, at(1)],
  ['the profile, after the list', MEAL, at(1), READY, at(2)],
])(
  'a reason that is over goes with its status, where %s reads the new one',
  (_, listed, list_at, told, profile_at) => {
    expect(statusSaid(listed, list_at, told, profile_at)).toBe('|Ready|· as of 12:02:00, refreshing|')
  },
)

test('what only the earlier reading tells stays, and so does since when where the status has stayed', () => {
  const status_since = { at: at(0), kind: 'seen' }
  expect(statusSaid({ ...MEAL, status_since }, at(1), MEAL, at(2))).toBe(
    '|Not Ready|Meal|since 12:00|· as of 12:02:00, refreshing|',
  )
})
