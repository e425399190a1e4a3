import type { Query, QueryClient } from '@tanstack/react-query'
import { isRollcallError, type RollcallError } from '@/lib/errors.ts'
import { byItself } from './by-itself.ts'

/** Asks again, by nobody's doing, for what is on screen and has failed in a way that `isMeant`. */
export function readAgain(
  client: QueryClient,
  isMeant: (error: RollcallError, query: Query) => boolean,
): void {
  void byItself(() =>
    client.refetchQueries({
      type: 'active',
      predicate: query => isRollcallError(query.state.error) && isMeant(query.state.error, query),
    }),
  )
}
