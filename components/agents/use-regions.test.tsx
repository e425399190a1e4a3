import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { regionsQuery } from '@/lib/api/queries.ts'
import { RollcallError } from '@/lib/errors.ts'
import { useRegions } from './use-regions.ts'

function Regions() {
  const { named, note } = useRegions([], '')
  return `${named.map(({ name }) => name).join()} ${note}`
}

/** The regions that are offered and what is said of them, where the latest reading has failed after these. */
async function regionsAfter(known: { region_id: string; region_name: string }[] | null): Promise<string> {
  const client = new QueryClient()
  const { queryKey } = regionsQuery()
  if (known) client.setQueryData<unknown>(queryKey, { items: known, skipped: 0, complete: true })
  const error = new RollcallError('zoom_timeout', { message: 'Zoom did not answer.' })
  const failing = { ...regionsQuery(), queryFn: () => Promise.reject(error), staleTime: 0 }
  await expect(client.fetchQuery(failing)).rejects.toBe(error)
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <Regions />
    </QueryClientProvider>,
  )
}

test('regions that could not be read are those in the table, and that is said', async () => {
  expect(await regionsAfter(null)).toBe(' Only regions seen in the table (Zoom did not give the list)')
})

test('regions that could not be read anew are offered as they were read before', async () => {
  expect(await regionsAfter([{ region_id: 'n', region_name: 'North' }])).toBe('North undefined')
})
