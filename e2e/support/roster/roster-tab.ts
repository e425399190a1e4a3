import { MAIN_ACCOUNT, OTHER_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import type { RosterAnswer } from '@/lib/agents/roster-answer.ts'
import type { SessionRecord } from '../../../lib/server/store/session-store.ts'
import { idOf } from '../flow.ts'

/** What a browser holds of the roster that it follows. Whom it asks, and how, is up to the tests. */
export abstract class RosterTab {
  readonly session: SessionRecord
  readonly held = new Map<string, RosterAnswer['users'][number]>()
  order: string[] = []
  version: string | null = null
  resets = 0

  constructor(person: string, account_id = person === 'olga' ? OTHER_ACCOUNT : MAIN_ACCOUNT) {
    const now = Date.now()
    this.session = {
      ref: `of ${person}`,
      user_id: idOf(person),
      account_id,
      user_name: person,
      user_agent: '',
      created_at: now,
      active_at: now,
      expires_at: now + 1e9,
    }
  }

  protected take({ text }: { text: string }): RosterAnswer {
    const answer = JSON.parse(text) as RosterAnswer
    if (answer.reset) {
      this.resets++
      this.held.clear()
    }
    for (const user of answer.users) this.held.set(user.user_id, user)
    this.order = answer.order ?? this.order
    this.version = answer.version
    return answer
  }

  /** Of the roster that answered last. */
  epoch = () => this.version?.split('.')[0]
  users = () => this.order.flatMap(id => this.held.get(id) ?? [])
  ids = () => this.users().map(({ user_id }) => user_id)
  user = (id: string | undefined) => this.held.get(id ?? '')
}
