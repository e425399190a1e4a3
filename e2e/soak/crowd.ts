import type { Bench, Instance } from './bench.ts'
import { until } from './case.ts'
import type { Person } from './person.ts'
import { Viewer } from './viewer.ts'

/** Requests a second that the account of these cases allows for its lists. */
export const PER_SECOND = 7

export const BUDGET = {
  zoom: {
    latency_ms: 80,
    medium_per_second: PER_SECOND,
    light_per_second: PER_SECOND * 2,
    odd_agents: false,
  },
  env: { ZOOM_REQUESTS_PER_SECOND: String(PER_SECOND) },
}

export async function signInLoads(bench: Bench, count: number): Promise<Person[]> {
  const people: Person[] = []
  while (people.length < count) people.push(await bench.signIn(`load-${people.length + 1}`))
  return people
}

/** Viewers that take turns among people and instances. */
export function openViewers(bench: Bench, people: readonly Person[], count: number): Viewer[] {
  return Array.from({ length: count }, (_, n) => {
    const person = people[n % people.length] as Person
    return new Viewer(person, () => (bench.apps[n % bench.apps.length] as Instance).url)
  })
}

export const areComplete = (viewers: readonly Viewer[], agents: number) =>
  viewers.every(viewer => viewer.isComplete && viewer.users.size === agents)

/** Has all of them follow the roster, from when each holds all agents; what is returned ends that. */
export async function followAll(viewers: readonly Viewer[], agents: number): Promise<() => Promise<void>> {
  let isOver = false
  const following = Promise.all(viewers.map(viewer => viewer.follow(() => isOver)))
  await until('every viewer holds all agents', 120_000, () => areComplete(viewers, agents))
  return async () => {
    isOver = true
    await following
  }
}
