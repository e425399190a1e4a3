import { formatDay, formatTime } from './formats.ts'

// What stands beside the zone it is meant in, which the list does not say: its scripts are without this.

/** 24 Nov 2026, 09:12 */
export function formatMinute(iso: string, zone: string): string {
  return `${formatDay(iso, zone)}, ${formatTime(iso, zone)}`
}

/** "Berlin time": the zone as a person would name it. */
export function zoneName(zone: string): string {
  return zone === 'UTC' ? 'UTC' : `${zone.split('/').at(-1)?.replaceAll('_', ' ')} time`
}
