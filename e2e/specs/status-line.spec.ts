import { expect, test } from '../support/fixtures.ts'

for (const width of [320, 390, 640, 1440]) {
  test(`an age in the status line makes it no higher and moves nothing, ${width} pixels wide`, async ({
    page,
    agents,
    zoom,
    openList,
  }) => {
    await page.setViewportSize({ width, height: 844 })
    await openList()
    await expect(agents.status).toHaveText('All 1,037 agents')
    const readAt = page.locator('[data-read-at]')
    const lines = async () => ({
      status: (await agents.status.boundingBox())?.height,
      readAt: (await readAt.boundingBox())?.height,
      refresh: await agents.refresh.boundingBox(),
    })
    const before = await lines()
    expect(before.readAt).toBe(before.status)
    await zoom.fault({ preset: 'server_error', times: null })
    await agents.refresh.click()
    await expect(agents.alert).toHaveCount(1)
    await expect(readAt).toHaveText(/^as of .* old$/)
    expect(await lines()).toEqual(before)
  })
}
