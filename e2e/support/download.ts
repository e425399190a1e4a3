import type { Download, Locator } from 'playwright/test'

/** Presses what makes a file, until there is one. */
export async function download(dialog: Locator, button = 'Download CSV'): Promise<Download> {
  const downloading = dialog.page().waitForEvent('download')
  await dialog.getByRole('button', { name: button }).click()
  return downloading
}
