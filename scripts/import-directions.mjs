import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './run.mjs'

/*
 * Who may import whom, as rules for the linter. `node scripts/import-directions.mjs` checks that biome.imports.json is
 * what this table says, `--write` makes it so.
 */

/** Rooms of components/, and of its other rooms those that each may use. Who composes features stands above them. */
const COMPONENTS = {
  ui: [],
  cells: ['ui'],
  table: ['ui', 'cells'],
  columns: ['ui'],
  commands: ['ui'],
  compare: ['ui', 'cells'],
  connection: ['ui', 'session'],
  export: ['ui'],
  profile: ['ui', 'cells'],
  session: ['ui'],
  views: ['ui'],
  frame: ['ui', 'session', 'commands'],
  agents: ['ui', 'cells', 'table', 'columns', 'commands', 'compare', 'export', 'profile', 'views'],
}

const SERVER = {
  group: ['@/lib/server/**', '**/lib/server/**', 'server-only', 'node:*'],
  message: "The browser's half never imports lib/server/: it reaches the server through /api.",
}
const ABOVE_LIB = {
  group: ['@/components/**', '@/app/**', '**/components/**', '**/app/**'],
  message: 'lib/ is below components/ and app/: the arrow points the other way.',
}
const APP = { group: ['@/app/**', '**/app/**'], message: 'Nothing imports a route.' }
const TESTS = { group: ['@/e2e/**', '**/e2e/**', '**/*.test.ts'], message: 'Only tests import test code.' }

function sibling(room) {
  const others = Object.keys(COMPONENTS).filter(other => other !== room && !COMPONENTS[room].includes(other))
  return {
    group: others.flatMap(other => [`@/components/${other}/**`, `../${other}/**`]),
    message: `components/${room}/ may use ${COMPONENTS[room].join(', ') || 'no other room'}: what both need is lower, what joins them is above.`,
  }
}

/** The files of each row, and what they may not import. The first row that fits counts. */
const TABLE = [
  ...Object.keys(COMPONENTS).map(room => [`components/${room}/**`, [SERVER, APP, TESTS, sibling(room)]]),
  ['lib/server/**', [ABOVE_LIB, TESTS]],
  ['lib/**', [SERVER, ABOVE_LIB, TESTS], '!lib/server/**'],
  ['app/**', [TESTS]],
]

const overrides = TABLE.map(([files, patterns, ...except]) => ({
  includes: [files, ...except, '!**/*.test.ts', '!**/*.test.tsx'],
  linter: {
    rules: {
      style: {
        noRestrictedImports: {
          level: 'error',
          options: { patterns: patterns.filter(({ group }) => group.length > 0) },
        },
      },
    },
  },
}))

const file = path.join(root, 'biome.imports.json')
const rules = `${JSON.stringify({ overrides }, null, 2)}\n`
const rooms = readdirSync(path.join(root, 'components'))
const unknown = rooms.filter(room => !(room in COMPONENTS))
const gone = Object.keys(COMPONENTS).filter(room => !rooms.includes(room))
if (unknown.length + gone.length > 0) {
  console.error(
    `scripts/import-directions.mjs: give ${[...unknown, ...gone].join(', ')} a place in its table, or take it out.`,
  )
  process.exit(1)
}
if (process.argv.includes('--write')) writeFileSync(file, rules)
else if (readFileSync(file, 'utf8') !== rules) {
  console.error('biome.imports.json is out of date: node scripts/import-directions.mjs --write')
  process.exit(1)
}
