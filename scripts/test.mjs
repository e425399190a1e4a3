import { install, requireNode, run, step } from './run.mjs'

/* `npm test`: all checks, from a fresh clone. */

/** Two rows of checks beside each other: the unit tests mostly wait, for servers and for times that are up. */
const WITHOUT_BROWSER = [
  [
    ['Lint, format and import directions', 'npm', ['run', 'lint']],
    ['Types', 'tsc', ['--noEmit']],
    ['Unused files, exports and packages', 'knip', []],
    ['Links and paths in the documents', 'node', ['scripts/check-docs.mjs']],
    ['Production build', 'npm', ['run', 'build']],
  ],
  [['Unit, property and flow tests', 'vitest', ['run']]],
]

/** One check after the other; what each has said is printed at its end. */
async function runAll(checks) {
  for (const [name, command, args] of checks) {
    const output = await run(command, args, { quiet: true })
    step(name)
    console.log(output.trim())
  }
}

try {
  requireNode()
  await install()
  // Imported only now: it needs what has just been installed.
  const { installBrowser } = await import('./browser.mjs')
  const { installRedis } = await import('./redis.mjs')
  step('Finding a browser and a Redis server')
  await installBrowser()
  await installRedis()
  const ended = await Promise.allSettled(WITHOUT_BROWSER.map(runAll))
  const failed = ended.find(({ status }) => status === 'rejected')
  if (failed) throw failed.reason
  step('Browser tests')
  await run('playwright', ['test'])
  console.log('\nAll checks passed.')
} catch (error) {
  console.error(`\n${error.message}`)
  process.exit(1)
}
