import { setFlagsFromString } from 'node:v8'

/**
 * Tells V8 not to place new objects by how long earlier ones have lived. Checking a page of rows makes some megabytes of
 * objects that live for a moment. V8 comes to expect that they stay, and puts them among the old ones, where they keep
 * alive what they refer to: 448 MB instead of 350 after 300 pages, and collections of 30 ms instead of 5 (docs/performance.md).
 */
export function expectShortLivedObjects(): void {
  setFlagsFromString('--no-allocation-site-pretenuring')
}
