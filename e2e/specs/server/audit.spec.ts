import { Person } from '../../soak/person.ts'
import { expect, test } from '../../support/fixtures.ts'

type Line = { event?: string; request_id?: string; level: number }

test('who signs in, is refused or signs out leaves one line under the id of that answer, which names nobody', async ({
  app,
  zoom,
}) => {
  const before = app.output().length
  const written = () => app.output().slice(before)
  const lines = (...events: string[]) =>
    written()
      .split('\n')
      .flatMap(line => (line.startsWith('{') ? (JSON.parse(line) as Line) : []))
      .filter(({ event = '' }) => events.includes(event))
  const id = ({ headers }: { headers: Headers }) => headers.get('x-request-id')
  const audit = () =>
    lines('sign_in', 'sign_in_refused', 'sign_out', 'revoked').map(({ level, request_id, ...line }) => {
      const { event, reason, of } = line as Record<string, unknown>
      return { event, detail: reason ?? of, level, request_id }
    })
  const line = (event: string, answer: { headers: Headers }, detail?: string) => ({
    event,
    detail,
    level: 30,
    request_id: id(answer),
  })
  const end = (person: Person) =>
    person.send(`${app.url}/api/sessions`, { method: 'DELETE', headers: { 'x-rollcall': '1' } })

  const [first, second] = [new Person('ana'), new Person('ana')]
  const declined = await first.send(`${app.url}/api/auth/callback/zoom?error=access_denied&state=x`)
  const signedIn = [await first.comeBack(app.url), await second.comeBack(app.url)] as const
  const signedOut = await first.signOut(app.url)
  const ended = await end(second)
  expect([signedOut.status, ended.status]).toEqual([200, 204])
  await expect
    .poll(audit)
    .toEqual([
      line('sign_in_refused', declined, 'cancelled'),
      line('sign_in', signedIn[0]),
      line('sign_in', signedIn[1]),
      line('sign_out', signedOut, 'one'),
      line('sign_out', ended, 'all'),
      line('revoked', ended),
    ])
  const answers = [declined, ...signedIn, signedOut, ended]
  expect(new Set(answers.map(id)).size).toBe(answers.length)
  for (const answer of answers) {
    expect(id(answer)).toMatch(/^[\w-]{12}$/)
    expect(lines('request').filter(({ request_id }) => request_id === id(answer))).toHaveLength(1)
  }
  expect((await zoom.stats()).revokes).toBe(2)
  expect(written()).not.toMatch(/Ana|Souza|@|CANARY/)
})
