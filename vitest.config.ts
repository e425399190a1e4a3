import { statSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Where the first test that fails is all that counts (scripts/mutate.mjs), those that take long come last. */
class SmallestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const isFlow = ({ moduleId }: TestSpecification) => moduleId.endsWith('.flow.test.ts')
    const size = ({ moduleId }: TestSpecification) => statSync(moduleId).size
    return files.toSorted((a, b) => Number(isFlow(a)) - Number(isFlow(b)) || size(a) - size(b))
  }
}

export default defineConfig({
  resolve: {
    alias: {
      '@': import.meta.dirname,
      // Next's bundler resolves this guard itself; outside of it the package always throws.
      'server-only': new URL('./node_modules/server-only/empty.js', import.meta.url).pathname,
    },
  },
  test: {
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['node_modules', '.*/**', ...(process.env.WITHOUT_FLOW_TESTS ? ['**/*.flow.test.ts'] : [])],
    setupFiles: ['e2e/support/after-each.ts', 'e2e/support/odd-timers.ts'],
    // Far more than any test takes: whether one passes is no matter of how busy the machine is.
    testTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    // Flow tests mostly wait, for a server or for a time that is up: with a worker a core they took three times as long.
    maxWorkers: 5,
    sequence: process.env.SMALLEST_FIRST ? { sequencer: SmallestFirst } : {},
  },
})
