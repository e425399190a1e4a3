import { type ParseArgsConfig, parseArgs } from 'node:util'

/** Ends because of how the script was called. */
export function refuse(fault: string): never {
  process.stderr.write(`${fault}\n`)
  process.exit(2)
}

/** What a script was called with. `--help` shows the usage, and so does an option that there is not. */
export function readCommandLine<Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${usage}\n`)
    process.exit(0)
  }
  try {
    return parseArgs(config)
  } catch (error) {
    // What Node says after the fault is about its own ways.
    return refuse(`${(error as Error).message.split('. ')[0]}\n${usage}`)
  }
}

/** An option's value as a whole number that is not below `least`. */
export function readNumber(name: string, given: string | number, least: number): number {
  const value = Number(given)
  return Number.isInteger(value) && value >= least
    ? value
    : refuse(`--${name} must be a whole number, ${least} or more`)
}
