/** How much of one of the request budgets is used, over all instances. */
export type RequestUse = {
  /** Zoom's name of the budget. */
  label: 'LIGHT' | 'MEDIUM'
  /** Calls started in the last 60 s. */
  last_minute: number
  /** The most that may start in any one-second window. */
  most_per_second: number
}
