/**
 * Stands in for TanStack Query's `MutationCache` (next.config.js), of which every client makes one: Zoom is only read, and
 * what else is changed is not a mutation of the library. It has what `QueryClient` itself calls, and nothing for `useMutation`.
 */
export class MutationCache {
  clear(): void {}

  async resumePausedMutations(): Promise<void> {}

  findAll(): never[] {
    return []
  }
}
