import { readCommandLine, readNumber } from '../support/command-line.ts'
import { startSandbox } from './sandbox.ts'
import { DEFAULT_SETTINGS, type Settings } from './settings.ts'

/** Each flag can also be given as `SANDBOX_<NAME>`, dashes as underscores; the flag wins. */
const FLAGS = [
  'port',
  'seed',
  'client-id',
  'client-secret',
  'redirect-uri',
  'agents',
  'latency',
  'tick',
  'auto-approve',
  'canary',
] as const

const USAGE = `Usage: npm run sandbox -- ${FLAGS.map(name => `[--${name} ...]`).join(' ')}
e2e/sandbox/README.md says what each is for.`

const { values } = readCommandLine(USAGE, {
  options: Object.fromEntries(FLAGS.map(name => [name, { type: 'string' as const }])),
})

function flag(name: (typeof FLAGS)[number]): string | undefined {
  const given = values[name] ?? process.env[`SANDBOX_${name.toUpperCase().replaceAll('-', '_')}`]
  return typeof given === 'string' ? given : undefined
}

function number(name: (typeof FLAGS)[number], fallback: number): number {
  return readNumber(name, flag(name) ?? fallback, 0)
}

const settings: Partial<Settings> = {
  agents: number('agents', DEFAULT_SETTINGS.agents),
  latency_ms: number('latency', 0),
  // Somebody watches a demo; tests run the sandbox in their own process and step it by hand.
  tick_ms: number('tick', 1000),
  auto_approve: flag('auto-approve') ?? '',
  canary: flag('canary') ?? DEFAULT_SETTINGS.canary,
}

const sandbox = await startSandbox({
  port: number('port', 0),
  seed: number('seed', 1),
  settings,
  ...(flag('client-id') ? { client_id: flag('client-id') } : {}),
  ...(flag('client-secret') ? { client_secret: flag('client-secret') } : {}),
  ...(flag('redirect-uri') ? { redirect_uris: flag('redirect-uri')?.split(',') } : {}),
})

const { client_id, client_secret, redirect_uris } = sandbox.world.options
const { url, oauth_url, api_url } = sandbox
process.stdout.write(
  `${JSON.stringify({ url, oauth_url, api_url, client_id, client_secret, redirect_uris })}\n`,
)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => sandbox.close())
