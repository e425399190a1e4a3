import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** Paths of folders for the tests of a file, none of which is there yet; all are gone after the tests. */
export function temporaryFolders(): () => string {
  const root = mkdtempSync(join(tmpdir(), 'rollcall-'))
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  let folders = 0
  return () => join(root, `data-${++folders}`)
}
