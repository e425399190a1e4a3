/** Shapes of Lucide (ISC licence), one by one: only what is used travels to the browser. */
const SHAPES = {
  search: 'M19 11a8 8 0 1 1-16 0 8 8 0 0 1 16 0ZM21 21l-4.3-4.3',
  close: 'M18 6 6 18M6 6l12 12',
  refresh:
    'M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8M21 3v5h-5M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16M8 16H3v5',
  check: 'M20 6 9 17l-5-5',
  download: 'M12 15V3M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5',
  down: 'm6 9 6 6 6-6',
  alert: 'm21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
  clock: 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0ZM12 6v6l4 2',
  menu: 'M4 6h16M4 12h16M4 18h16',
  ascending: 'M12 19V5M5 12l7-7 7 7',
  descending: 'M12 5v14M19 12l-7 7-7-7',
  back: 'm15 18-6-6 6-6',
  forward: 'm9 18 6-6-6-6',
  plus: 'M5 12h14M12 5v14',
  filter: 'M2 5h20M6 12h12M9 19h6',
  trend: 'M3 3v16a2 2 0 0 0 2 2h16M19 9l-5 5-4-4-3 3',
  grid: 'M3 5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2ZM3 9h18M3 15h18M9 3v18M15 3v18',
  columns: 'M3 5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2ZM9 3v18M15 3v18',
  rows: 'M3 5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2ZM3 9h18M3 15h18',
} as const

export type IconName = keyof typeof SHAPES

type Props = ({ name: IconName } | { shape: string }) & { className?: string }

/** Decoration beside a word or inside a named button: never announced. `shape`: of what comes later, with which it travels. */
export function Icon({ className = 'text-text-3', ...which }: Props) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1rem"
      height="1rem"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={`flex-none ${className}`}
    >
      <path d={'shape' in which ? which.shape : SHAPES[which.name]} />
    </svg>
  )
}
