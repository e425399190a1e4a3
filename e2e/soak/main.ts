import { existsSync } from 'node:fs'
import path from 'node:path'
import { readCommandLine, refuse } from '../support/command-line.ts'
import { stopEverything } from './bench.ts'
import { type Case, type Options, Violation } from './case.ts'
import { expiryCases } from './cases/expiry.ts'
import { failoverCases } from './cases/failover.ts'
import { hostileAddressesCases } from './cases/hostile-addresses.ts'
import { mixedReadsCases } from './cases/mixed-reads.ts'
import { outageCases } from './cases/outages.ts'
import { refreshTroubleCases } from './cases/refresh-trouble.ts'
import { rosterCases } from './cases/roster.ts'
import { rosterTroubleCases } from './cases/roster-trouble.ts'
import { sharingCases } from './cases/sharing.ts'
import { signOutCases } from './cases/sign-out.ts'
import { sizesCases } from './cases/sizes.ts'
import { sustainedCases } from './cases/sustained.ts'
import { unaskedCases } from './cases/unasked.ts'
import { withoutSessionCases } from './cases/without-session.ts'
import { zoomFaultsCases } from './cases/zoom-faults.ts'
import { describe, printTable, type Row } from './table.ts'

/*
 * The promises that take minutes, processes and a Redis to check. Needs a production build; talks to this machine only.
 */

const USAGE = `Usage: npm run soak -- [case ...] [--minutes 5] [--seconds 60] [--rounds 100]
       [--redis] [--https] [--instances 1] [--list]
Without a case all of them run; --list names them. --redis, --https and --instances, which share a Redis, are for those
that nobody is signed in for. REDIS_SERVER names the program that stands for Redis, such as valkey-server.`

const CASES: Case[] = [
  ...expiryCases,
  ...refreshTroubleCases,
  ...outageCases,
  ...failoverCases,
  ...signOutCases,
  ...sharingCases,
  ...mixedReadsCases,
  ...zoomFaultsCases,
  ...hostileAddressesCases,
  ...withoutSessionCases,
  ...unaskedCases,
  ...sustainedCases,
  ...rosterCases,
  ...rosterTroubleCases,
  ...sizesCases,
]

const { values, positionals } = readCommandLine(USAGE, {
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '100' },
    redis: { type: 'boolean', default: false },
    https: { type: 'boolean', default: false },
    instances: { type: 'string', default: '1' },
    list: { type: 'boolean', default: false },
  },
})

const numbers = {
  minutes: Number(values.minutes),
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
  instances: Number(values.instances),
}
const options: Options = { ...numbers, redis: values.redis, https: values.https }

if (values.list) {
  for (const { name, promise } of CASES) console.log(`${name.padEnd(20)} ${promise}`)
  process.exit(0)
}
const unknown = positionals.filter(name => !CASES.some(one => one.name === name))
if (unknown.length > 0) refuse(`There is no case ${unknown.join(', ')}: npm run soak -- --list names them.`)
for (const [name, value] of Object.entries(numbers)) if (!(value > 0)) refuse(`--${name} must be above 0`)
if (!existsSync(path.resolve(import.meta.dirname, '../../.next/BUILD_ID')))
  refuse('There is no production build: npm run build, then again.')

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stopEverything().finally(() => process.exit(130)))
}

async function runCase({ name, promise, within, run }: Case): Promise<Row> {
  console.log(`\n▸ ${name}: ${promise}`)
  const started = performance.now()
  const limit = within(options)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Violation(`not done within ${limit} s`)), limit * 1000)
  })
  const row = { name, seconds: 0, figures: {} }
  try {
    const figures = await Promise.race([run(options), late])
    console.log(`  ${describe(figures)}`)
    return { ...row, kept: true, seconds: (performance.now() - started) / 1000, figures }
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error)
    console.log(`  VIOLATED: ${error instanceof Violation ? fault : (error as Error).stack}`)
    return { ...row, kept: false, seconds: (performance.now() - started) / 1000, fault }
  } finally {
    clearTimeout(timer)
    await stopEverything()
  }
}

const rows: Row[] = []
for (const one of CASES)
  if (positionals.length === 0 || positionals.includes(one.name)) rows.push(await runCase(one))
printTable(rows)
const violated = rows.filter(({ kept }) => !kept)
console.log(violated.length === 0 ? '\nEvery promise was kept.' : `\n${violated.length} broken.`)
process.exit(violated.length === 0 ? 0 : 1)
