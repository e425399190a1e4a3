import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { root } from '../../scripts/run.mjs'
import { open, PICTURES } from './pictures.ts'
import { setStage } from './stage.ts'

/* `npm run pictures`: takes the documents' pictures anew, from the production build over the embedded Zoom. */

const FOLDER = path.join(root, 'docs', 'pictures')
const THEMES = ['light', 'dark'] as const
const MOST_BYTES = 120_000
/** Of lossy WebP; letters stay sharp. */
const QUALITY = 0.65
/** Pixels of a picture for one of the page. */
const SCALE = 1.5

if (!existsSync(path.join(root, '.next', 'BUILD_ID'))) {
  console.error('There is no production build: run npm run build first.')
  process.exit(1)
}

/** An image as WebP, which the browser itself can write. */
async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  const url = await page.evaluate(
    async ([png, quality]) => {
      const image = new Image()
      image.src = `data:image/png;base64,${png}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.naturalWidth
      canvas.height = image.naturalHeight
      canvas.getContext('2d')?.drawImage(image, 0, 0)
      return canvas.toDataURL('image/webp', quality)
    },
    [png.toString('base64'), QUALITY] as const,
  )
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}

rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
let total = 0
for (const colorScheme of THEMES) {
  const stage = await setStage()
  try {
    for (const picture of PICTURES) {
      // What the app may ask Zoom for in a second is counted by its clock.
      await stage.moveClock(60_000)
      await stage.withPage({}, page => open(page, { name: 'first' }, stage))
      await stage.moveClock(4_500)
      const [width, height] = picture.size
      const options = { colorScheme, viewport: { width, height }, deviceScaleFactor: SCALE }
      const png = await stage.withPage(options, async page => {
        await open(page, picture, stage)
        return page.screenshot({ animations: 'disabled', caret: 'hide' })
      })
      const webp = await stage.withPage({}, page => toWebp(page, png))
      const file = `${picture.name}-${colorScheme}.webp`
      if (webp.length > MOST_BYTES) throw new Error(`${file} is too large: ${webp.length} bytes`)
      writeFileSync(path.join(FOLDER, file), webp)
      total += webp.length
      console.log(`${file.padEnd(28)} ${String(webp.length).padStart(7)}`)
    }
  } finally {
    await stage.stop()
  }
}
console.log(`${total} bytes in docs/pictures`)
