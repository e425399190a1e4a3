/**
 * Stands in for TanStack Query's `MutationCache` (next.config.js), of which every client makes one: Zoom is only read, and
 * what else is changed is not a mutation of the library. It has what `QueryClient` itself calls.
 */
export class MutationCache {
  clear(): void {}

  async resumePausedMutations(): Promise<void> {}

  findAll(): never[] {
    return []
  }

  build(): never {
    throw new Error('Mutations are left out of the scripts: see next.config.js.')
  }
}
