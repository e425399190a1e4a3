/** How long what a read has changed is marked. */
export const MARKED_MS = 10_000
