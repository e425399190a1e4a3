import { Person } from '../../soak/person.ts'
import { expect, test } from '../../support/fixtures.ts'
import { freePort, startApp, startSandbox } from '../../support/servers.ts'

test('the metrics port tells what is held, who looks, how it was read and who was checked', async () => {
  const [port, metrics_port] = [await freePort(), await freePort()]
  const zoom = await startSandbox([`http://localhost:${port}/api/auth/callback/zoom`], ['--agents', '40'])
  const app = await startApp(zoom, port, { METRICS_PORT: String(metrics_port) })
  try {
    for (const name of ['ana', 'bo']) {
      const person = new Person(name)
      await person.signIn(app.url)
      const ask = () => person.send(`${app.url}/api/roster`, { headers: { 'x-rollcall': '1' } })
      await expect.poll(async () => (await ask()).body.complete).toBe(true)
    }
    const text = await (await fetch(`http://127.0.0.1:${metrics_port}/metrics`)).text()
    for (const line of [
      'rollcall_rosters 1',
      'rollcall_roster_agents 40',
      'rollcall_roster_viewers 2',
      'rollcall_roster_walks_total{outcome="whole"} 1',
      'rollcall_sight_checks_total{outcome="same"} 1',
    ])
      expect(text).toContain(`\n${line}\n`)
    expect(text).toMatch(/^rollcall_roster_bytes [1-9]\d+$/m)
    expect(text).toMatch(/^rollcall_roster_age_seconds \d+(\.\d+)?$/m)
  } finally {
    await app.stop()
    await zoom.stop()
  }
})
