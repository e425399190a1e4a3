import { expect, test, type Zoom } from '../../support/fixtures.ts'

/** Translates the page as browsers do: each text goes into an element of the translator's. */
function translatePage(): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const isTaken = node.parentElement?.closest('script, style, font, textarea, option, [translate="no"]')
    if (!isTaken && node.nodeValue?.trim()) texts.push(node as Text)
  }
  for (const text of texts) {
    const font = document.createElement('font')
    text.replaceWith(font)
    font.append(text.nodeValue ?? '')
  }
}

test('a page that a browser has translated goes on telling what is true', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  const failures: string[] = []
  page.on('pageerror', error => failures.push(error.message))
  await zoom.settings({ agents: 40, odd_agents: false })
  await openList()
  await expect(agents.status).toHaveText('All 40 agents')
  const translate = () => page.evaluate(translatePage)
  await agents.readAnew() // from here on the page is React's, which would make one translated before anew
  await translate()
  await agents.readAnew()
  const [first] = await zoom.agents()
  await zoom.patchAgent(first?.user_id ?? '', {
    status_id: '1',
    status_name: 'Ready',
    sub_status_name: null,
  })
  await agents.readAnew()
  await expect(await agents.cell(agents.row(1), 'Status')).toContainText('Ready')
  const ready = await countReady(zoom)
  await expect(agents.toggles.getByRole('button', { name: /^Ready/ })).toHaveText(`Ready ${ready}`)

  await agents.select(1)
  await translate()
  await agents.select(2)
  await expect(agents.selection).toContainText('2 selected')
  await agents.search.fill('nobody is called this')
  await expect(agents.selection).toContainText('2 selected, 2 not in this list')
  await translate()
  await agents.search.fill('')
  await expect(agents.status).toHaveText('All 40 agents')
  await agents.selection.getByRole('button', { name: 'Clear selection' }).click()

  await agents.row(3).getByRole('rowheader').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('region', { name: 'Skills' })).not.toContainText('Loading')
  await expect(dialog).toContainText('3 of 40')
  await translate()
  await dialog.getByRole('button', { name: 'Next agent' }).click()
  await expect(dialog).toContainText('4 of 40')
  for (const name of ['Queues', 'Skills'])
    await expect(dialog.getByRole('region', { name })).not.toContainText('Loading')
  await zoom.fault({ preset: 'server_error', times: null })
  await agents.refresh.click()
  await expect(agents.alert.filter({ hasText: "The list couldn't be refreshed" })).toBeVisible()
  await translate()
  await zoom.clearFaults()
  // By then the server may have tried again by itself, and the alert with its button be gone.
  await agents.refresh.click()
  await expect(agents.alert).toHaveCount(0)
  expect(failures).toEqual([])
})

async function countReady(zoom: Zoom): Promise<number> {
  const agents = (await zoom.agents()) as { status_name?: string }[]
  return agents.filter(({ status_name }) => status_name === 'Ready').length
}
