import { afterEach } from 'vitest'
import { openSqliteStore } from '../../../lib/server/store/sqlite/sqlite.ts'
import type { Store } from '../../../lib/server/store/store.ts'
import { temporaryFolders } from '../temporary-folders.ts'

/** Folders for SQLite files, and stores over them that are closed after each test. */
export function sqliteFiles() {
  const folder = temporaryFolders()
  const opened: Store[] = []
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close()
  })
  return {
    folder,
    open(data_dir: string): Store {
      const store = openSqliteStore(data_dir)
      opened.push(store)
      return store
    },
  }
}
