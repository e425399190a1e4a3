import { expect, test, watchCauses } from '../../support/fixtures.ts'

/** What is said here holds until all agents have arrived: page by page from Zoom. */
test.beforeEach(({ pagesOnly }) => pagesOnly())

test('items that cannot be read are left out and counted in the status line, the others are all there', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await zoom.fault({ preset: 'malformed_rows', times: null })
  await signIn()
  await expect(agents.status).toHaveText(/^\d+ of 437 loaded · \d+ could not be read$/)
  await agents.scrollTo(6_400)
  await agents.scroller.press('ControlOrMeta+End')
  await expect
    .poll(async () => {
      await page.keyboard.press('ControlOrMeta+End')
      return agents.status.textContent()
    })
    .toMatch(/^All \d+ agents · \d+ could not be read$/)
  const [held = 0, skipped = 0] = ((await agents.status.textContent()) ?? '').match(/\d+/g)?.map(Number) ?? []
  expect(skipped).toBeGreaterThan(0)
  expect(held + skipped).toBe(437)
  await agents.scrollTo(0)
  const seen = await agents.readToEnd('Email', held)
  expect(seen.size).toBe(held)
  await expect(agents.grid).toHaveAttribute('aria-rowcount', '438')
})

for (const preset of ['token_loop', 'fresh_token_loop']) {
  test(`a list that Zoom repeats without end (${preset}) stops, and the status line says so`, async ({
    page,
    agents,
    zoom,
    openList,
  }) => {
    await zoom.fault({ preset })
    await openList()
    await agents.scroller.focus()
    await expect
      .poll(async () => {
        await page.keyboard.press('ControlOrMeta+End')
        return agents.status.textContent()
      })
      .toMatch(/^[\d,]+ of 437 loaded · Zoom repeats itself$/)
    const calls = await zoom.count('users')
    await agents.scrollTo(0)
    await page.keyboard.press('ControlOrMeta+End')
    await expect(agents.rows.last()).toBeVisible()
    expect(await zoom.count('users')).toBe(calls)
    expect(calls).toBeLessThanOrEqual(5)
  })
}

test('rows that Zoom sends twice are shown once and counted once', async ({ agents, zoom, openList }) => {
  await zoom.fault({ preset: 'repeated_rows' })
  await openList()
  await agents.expectEveryone(await zoom.agents())
  await expect(agents.status).toHaveText('All 437 agents')
})

test('a list that ends although Zoom counts more is not called complete', async ({
  agents,
  zoom,
  signIn,
}) => {
  await zoom.fault({ preset: 'next_token_missing' })
  await signIn()
  await expect(agents.status).toContainText('300 of 437 loaded')
  await expect(agents.status).not.toContainText('All')
})

test('where Zoom does not say how many there are nobody else does', async ({ agents, zoom, signIn }) => {
  await zoom.fault({ preset: 'total_missing', times: null })
  await signIn()
  await expect(agents.status).toHaveText('300 loaded, total unknown')
  await expect(agents.grid).toHaveAttribute('aria-rowcount', '-1')
})

test('a list that changes between its pages is read again, twice at most, and says so', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 500, odd_agents: false })
  await openList()
  let total = 500
  // Another total with each second page: each walk sees the account change.
  await page.route('**/api/zoom/contact_center/users?*next_page_token=*', async route => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), total_records: ++total } })
  })
  const before = await zoom.count('users')
  const causes = watchCauses(page)
  await agents.scrollTo(300 * 32 - 2_000)
  await expect(agents.status).toHaveText('500 of 503 loaded · changed while it was read')
  expect(await zoom.count('users')).toBe(before + 1 + 2 * 2)
  expect(causes).toEqual(['somebody', ...Array(2 * 2).fill('nobody')])
})
