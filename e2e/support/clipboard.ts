import type { Page } from 'playwright/test'
import type { Zoom } from './zoom.ts'

/** What another program gets: plain text, and the cells of the table where there is one. Rollcall's own policy lets nobody read. */
export async function readClipboard(page: Page, zoom: Zoom): Promise<{ text: string; table: string[][] }> {
  const other = await page.context().newPage()
  await other.goto(`${zoom.url}/__sandbox/settings`)
  const pasted = await other.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const read = async (type: string) =>
      item?.types.includes(type) ? await (await item.getType(type)).text() : ''
    const html = new DOMParser().parseFromString(await read('text/html'), 'text/html')
    const table = [...html.querySelectorAll('tr')].map(row =>
      [...row.querySelectorAll('td')].map(cell => cell.textContent ?? ''),
    )
    return { text: await read('text/plain'), table }
  })
  await other.close()
  return pasted
}
