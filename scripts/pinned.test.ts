import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.dirname(import.meta.dirname)

/** What a pattern's first group finds in these files, as `file: found`. */
function findIn(glob: string, pattern: RegExp): string[] {
  return globSync(glob, { cwd: root }).flatMap(file =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(pattern)].map(
      ([, found]) => `${file}: ${found}`,
    ),
  )
}

test('images of others are named by digest', () => {
  const images = [
    ...findIn('{,*.}Dockerfile', /^FROM (\S+)/gm),
    // An image without a folder in its name is built here.
    ...findIn('compose.yaml', /^ *image: (\S+\/\S+)/gm),
  ]
  expect(images).toHaveLength(5)
  for (const image of images) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/)
})

test('actions are named by commit', () => {
  const actions = findIn('.github/workflows/*.yml', /\buses: (\S+)/g)
  expect(actions.length).toBeGreaterThan(0)
  for (const action of actions) expect(action).toMatch(/@[0-9a-f]{40}$/)
})
