import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

function call(script: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.resolve(import.meta.dirname, '..', script), ...args],
    { encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

for (const [script, command] of [
  ['sandbox/main.ts', 'npm run sandbox'],
  ['bench/main.ts', 'npm run bench'],
  ['soak/main.ts', 'npm run soak'],
] as const) {
  test(`${command} says how it is called where it is asked, or called in another way`, () => {
    const help = call(script, '--help')
    expect(help).toMatchObject({ status: 0, stderr: '' })
    expect(help.stdout).toMatch(new RegExp(`^Usage: ${command} -- `))
    const refused = call(script, '--speed', '9')
    expect(refused).toEqual({ status: 2, stdout: '', stderr: `Unknown option '--speed'\n${help.stdout}` })
  })
}

test('a number that is none is refused in one line', () => {
  for (const [script, name] of [
    ['sandbox/main.ts', 'agents'],
    ['bench/main.ts', 'rounds'],
    ['soak/main.ts', 'minutes'],
  ] as const) {
    const { status, stdout, stderr } = call(script, `--${name}`, 'many')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(new RegExp(`^--${name} must be .+\n$`))
  }
})
