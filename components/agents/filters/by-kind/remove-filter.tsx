import { Icon } from '@/components/ui/icon.tsx'

/** Takes one filter away: the small cross in its control. */
export function RemoveFilter({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      className="filter-remove"
      aria-label={`Remove ${label}`}
      title={`Remove ${label}`}
      onClick={onRemove}
    >
      <Icon name="close" className="text-text-2" />
    </button>
  )
}
