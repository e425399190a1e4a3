const FEWEST = 2
const MOST = 4

export const HOW_MANY = `Compare takes ${FEWEST} to ${MOST} agents`

/** Whether so many agents can be compared. */
export function canCompare(count: number): boolean {
  return count >= FEWEST && count <= MOST
}
