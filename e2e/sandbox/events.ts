import { createHmac } from 'node:crypto'
import type { Agent } from './account/agent.ts'

type Statuses = Pick<Agent, 'status_id' | 'status_name' | 'sub_status_id' | 'sub_status_name'>

export function statusesOf({ status_id, status_name, sub_status_id, sub_status_name }: Agent): Statuses {
  return { status_id, status_name, sub_status_id, sub_status_name }
}

/** `contact_center.user_status_changed` as published samples have it (zoom.md 7); `at` is epoch milliseconds. */
export function statusEvent(account_id: string, agent: Agent, before: Statuses, at: number): object {
  const told = (prefix: string, { status_id, status_name, sub_status_id, sub_status_name }: Statuses) => ({
    [`${prefix}_status_id`]: status_id ?? '',
    [`${prefix}_status_name`]: status_name ?? '',
    [`${prefix}_sub_status_id`]: sub_status_id ?? '',
    [`${prefix}_sub_status_name`]: sub_status_name ?? '',
  })
  const { user_id, display_name, user_email } = agent
  return {
    event: 'contact_center.user_status_changed',
    event_ts: at,
    payload: {
      account_id,
      object: {
        user_id,
        display_name,
        user_email,
        ...told('previous', before),
        ...told('current', agent),
        date_time_ms: new Date(at).toISOString(),
      },
    },
  }
}

/** The headers that Zoom signs a body with. */
export function signed(body: string, secret: string, seconds = Math.floor(Date.now() / 1000)) {
  const hash = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
  return {
    'content-type': 'application/json',
    'x-zm-request-timestamp': String(seconds),
    'x-zm-signature': `v0=${hash}`,
  }
}

/** Sends events one after the other, as far as somebody is there to take them; none is repeated. */
export class EventSender {
  #last: Promise<unknown> = Promise.resolve()

  send(url: string, secret: string, event: object): void {
    const body = JSON.stringify(event)
    const post = () => fetch(url, { method: 'POST', headers: signed(body, secret), body })
    this.#last = this.#last.then(post).catch(() => undefined)
  }

  /** Resolves when all that were sent have been answered. */
  async settled(): Promise<void> {
    await this.#last
  }
}
