import { randomBytes } from 'node:crypto'

/**
 * A version of a stored text: 128 random bits, base64url. A counter would start again with a store that lost its
 * data, and an old compare-and-set would then overwrite what was written since.
 */
export function newVersion(): string {
  return randomBytes(16).toString('base64url')
}
