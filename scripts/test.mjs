import { install, requireNode, run, step } from './run.mjs'

/* `npm test`: all checks, from a fresh clone. */

const checks = [
  ['Lint, format and import directions', 'npm', ['run', 'lint']],
  ['Types', 'tsc', ['--noEmit']],
  ['Unused files, exports and packages', 'knip', []],
  ['Links and paths in the documents', 'node', ['scripts/check-docs.mjs']],
  ['Unit, property and flow tests', 'vitest', ['run']],
  ['Production build', 'npm', ['run', 'build']],
  ['Browser tests', 'playwright', ['test']],
]

try {
  requireNode()
  await install()
  // Imported only now: it needs what has just been installed.
  const { installBrowser } = await import('./browser.mjs')
  const { installRedis } = await import('./redis.mjs')
  step('Finding a browser and a Redis server')
  await installBrowser()
  await installRedis()
  for (const [name, command, args] of checks) {
    step(name)
    await run(command, args)
  }
  console.log('\nAll checks passed.')
} catch (error) {
  console.error(`\n${error.message}`)
  process.exit(1)
}
