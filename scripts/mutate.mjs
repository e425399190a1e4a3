import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { root } from './run.mjs'

/*
 * `npm run mutate [-- [--quick] rooms or files]`: breaks the code in small ways and sees whether a test notices (docs/mutation.md).
 * Room by room, for each room answers to the tests that stand in it; what has not changed since is not tried again.
 * `--quick` is a first look, on which a run without it builds: no tests of whole ways through the server, and no mutants
 * of what is evaluated once, when a module is loaded, since each needs every test of the room.
 */

const LEAST_PERCENT = 85

const isQuick = process.argv.includes('--quick')
if (isQuick) process.env.WITHOUT_FLOW_TESTS = '1'
process.env.SMALLEST_FIRST = '1'

const ROOMS = ['lib/agents', ...foldersIn('lib/server')]

function foldersIn(folder) {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true })
  return entries.filter(entry => entry.isDirectory()).map(({ name }) => `${folder}/${name}`)
}

/** What was asked for, by room; a folder above rooms stands for all of them. */
function sortByRoom(asked) {
  const wanted = new Map()
  for (const given of asked) {
    const name = path.relative(root, path.resolve(given)).replaceAll(path.sep, '/')
    const rooms = ROOMS.filter(room => `${name}/`.startsWith(`${room}/`) || `${room}/`.startsWith(`${name}/`))
    if (rooms.length === 0) throw new Error(`${given} is in none of ${ROOMS.join(', ')}`)
    for (const room of rooms) {
      const isInside = name.length > room.length
      wanted.set(room, [...(wanted.get(room) ?? []), isInside ? name : room])
    }
  }
  return wanted
}

const sourcesOf = name => (statSync(path.join(root, name)).isDirectory() ? `${name}/**/*.ts` : name)

/** Stryker takes what no test covers by itself, being evaluated once, for done, whatever tests have come since. */
function forgetOnceEvaluated(file) {
  if (!existsSync(file)) return
  const report = JSON.parse(readFileSync(file, 'utf8'))
  for (const source of Object.values(report.files))
    source.mutants = source.mutants.filter(
      mutant => !(mutant.static && ['Survived', 'NoCoverage'].includes(mutant.status)),
    )
  writeFileSync(file, JSON.stringify(report))
}

function tryRoom(room, names) {
  const file = `reports/mutation/${room.replaceAll('/', '-')}`
  if (!isQuick) forgetOnceEvaluated(path.join(root, `${file}.json`))
  return new Stryker({
    mutate: [...names.map(sourcesOf), '!**/*.test.ts'],
    vitest: { dir: room },
    ignoreStatic: isQuick,
    incremental: true,
    incrementalFile: `${file}.json`,
    htmlReporter: { fileName: `${file}.html` },
  }).runMutationTest()
}

/** Of the mutants that some test reaches; those that none reaches are counted apart, not left out. */
function score(mutants) {
  const count = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length
  const killed = count('Killed', 'Timeout')
  const survived = count('Survived')
  const percent = killed + survived === 0 ? 100 : (100 * killed) / (killed + survived)
  return { killed, survived, unreached: count('NoCoverage'), percent }
}

const asked = process.argv.slice(2).filter(word => word !== '--quick')
const scores = new Map()
for (const [room, names] of sortByRoom(asked.length > 0 ? asked : ROOMS))
  scores.set(room, score(await tryRoom(room, names)))

for (const [room, { killed, survived, unreached, percent }] of scores)
  console.log(
    `${room}: ${percent.toFixed(1)} % (${killed} killed, ${survived} survived, ${unreached} that no test of the room reaches)`,
  )
if ([...scores.values()].some(({ percent }) => percent < LEAST_PERCENT)) process.exitCode = 1
