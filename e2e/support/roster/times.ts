/** How often rosters of these tests are read anew. */
export const INTERVAL = 15_000
export const MINUTE = 60_000
