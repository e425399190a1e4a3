import type { Agent } from '../schema.ts'

export type StatusFields = Pick<Agent, 'status_id' | 'status_name' | 'sub_status_id' | 'sub_status_name'>

/** Whether two readings of one agent show the same status and reason. */
export function sameStatus(a: StatusFields, b: StatusFields): boolean {
  return (
    a.status_id === b.status_id &&
    a.status_name === b.status_name &&
    (a.sub_status_name ?? '') === (b.sub_status_name ?? '')
  )
}
