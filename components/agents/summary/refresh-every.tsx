import { INTERVALS } from '@/lib/preferences.ts'

type Props = { every: number; onEvery: (seconds: number) => void }

/** How often the list is read anew. */
export function RefreshEvery({ every, onEvery }: Props) {
  return (
    <select
      aria-label="Refresh every"
      title="How often the list refreshes"
      value={every}
      onChange={event => onEvery(Number(event.target.value))}
      className="refresh-every"
    >
      {INTERVALS.map(seconds => (
        <option key={seconds} value={seconds}>
          {seconds === 0 ? 'Off' : `${seconds} seconds`}
        </option>
      ))}
    </select>
  )
}
