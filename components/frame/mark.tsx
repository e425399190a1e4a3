export function Mark() {
  return (
    <svg viewBox="0 0 16 16" width="1rem" height="1rem" aria-hidden="true" fill="currentColor">
      <circle cx="3" cy="3.500" r="2" />
      <path d="M7.900 2.600h6.700a.9.9 0 0 1 0 1.800H7.900a.9.9 0 0 1 0-1.800ZM7.900 7.100h6.700a.9.9 0 0 1 0 1.800H7.900a.9.9 0 0 1 0-1.800ZM7.900 11.600h6.700a.9.9 0 0 1 0 1.800H7.900a.9.9 0 0 1 0-1.800Z" />
      <circle cx="3" cy="8" r="1.350" fill="none" stroke="currentColor" strokeWidth="1.300" />
      <circle cx="3" cy="12.500" r="2" />
    </svg>
  )
}
