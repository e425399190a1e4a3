import { useCommands } from '@/components/ui/commands.ts'
import { Icon } from '@/components/ui/icon.tsx'
import type { Density } from '@/lib/agents/view.ts'

type Props = { density: Density; onChange: (density: Density) => void }

/** Changes between one line per agent and two, the email below the name. */
export function DensityButton({ density, onChange }: Props) {
  const isComfortable = density === 'comfortable'
  const change = () => onChange(isComfortable ? 'compact' : 'comfortable')
  useCommands([
    {
      id: 'density',
      label: `Density: ${isComfortable ? 'Compact' : 'Comfortable'}`,
      group: 'Settings',
      keywords: 'rows lines height',
      run: change,
    },
  ])
  return (
    <button
      type="button"
      className="button button-ghost"
      aria-pressed={isComfortable}
      title={isComfortable ? 'Comfortable: two lines per agent' : 'Compact: one line per agent'}
      onClick={change}
    >
      <Icon name="rows" />
      Density
    </button>
  )
}
