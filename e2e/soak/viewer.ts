import { pause } from './case.ts'
import { type Answer, codeOf, type Person } from './person.ts'

type Row = { user_id: string; status_name?: string; user_email?: string }
type RosterAnswer = {
  version: string
  reset: boolean
  complete: boolean
  read_at: string | null
  next_in: number | null
  users: Row[]
  order: string[] | null
  trouble?: { code: string }
}

/** One tab that follows the roster as the page does: it asks when it is told to, and holds what it hears. */
export class Viewer {
  readonly person: Person
  readonly users = new Map<string, Row>()
  /** Codes of answers other than 200, and of trouble that came along with rows. */
  readonly codes: string[] = []
  resets = 0
  asked = 0
  bytes = 0
  /** When the oldest page of what is held was read; epoch milliseconds, NaN before the first. */
  read_at = Number.NaN
  isComplete = false
  order: string[] = []
  #version = ''
  readonly #url: () => string

  /** `url` is asked anew each time: a balancer may lead anywhere. */
  constructor(person: Person, url: () => string) {
    this.person = person
    this.#url = url
  }

  /** Asks for what has changed since the last answer that was taken in. */
  send(): Promise<Answer> {
    const query = new URLSearchParams(this.#version ? { since: this.#version } : {})
    return this.person.send(`${this.#url()}/api/roster?${query}`, { headers: { 'x-rollcall': '1' } })
  }

  /** One question; milliseconds until the next. */
  async ask(): Promise<number> {
    return this.take(await this.send())
  }

  /** Takes in what an answer brings; milliseconds until the next question. */
  take(answer: Answer): number {
    this.asked++
    this.bytes += Buffer.byteLength(answer.text)
    if (answer.status !== 200) {
      this.codes.push(codeOf(answer))
      return 2_000
    }
    const body = answer.body as unknown as RosterAnswer
    if (body.trouble) this.codes.push(`with rows: ${body.trouble.code}`)
    if (body.reset) {
      this.resets++
      this.users.clear()
    }
    for (const user of body.users) this.users.set(user.user_id, user)
    if (body.order) {
      this.order = body.order
      const there = new Set(body.order)
      for (const id of this.users.keys()) if (!there.has(id)) this.users.delete(id)
    }
    this.#version = body.version
    this.isComplete = body.complete
    this.read_at = Date.parse(body.read_at ?? '')
    return body.next_in ?? 15_000
  }

  async follow(until: () => boolean): Promise<void> {
    while (!until()) await pause(await this.ask())
  }
}
