import { afterAll, beforeAll, vi } from 'vitest'
import { getContext } from '../../lib/server/context.ts'
import { flow, serveFlow } from './flow.ts'

/** The flow, and the process' own context over files of this test file's. */
export function serveApp(): void {
  serveFlow()
  beforeAll(() => {
    vi.stubEnv('DATA_DIR', flow.folder())
  })
  afterAll(async () => {
    getContext().rosters.stop()
    await getContext().grants.settled()
    await getContext().store.close()
  })
}
