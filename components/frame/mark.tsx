export function Mark() {
  return (
    <svg viewBox="0 0 16 16" width="1rem" height="1rem" aria-hidden="true" fill="currentColor">
      <circle cx="3" cy="3.5" r="2" />
      <path d="M7.9 2.6h6.7a.9.9 0 0 1 0 1.8H7.9a.9.9 0 0 1 0-1.8ZM7.9 7.1h6.7a.9.9 0 0 1 0 1.8H7.9a.9.9 0 0 1 0-1.8ZM7.9 11.6h6.7a.9.9 0 0 1 0 1.8H7.9a.9.9 0 0 1 0-1.8Z" />
      <circle cx="3" cy="8" r="1.35" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <circle cx="3" cy="12.5" r="2" />
    </svg>
  )
}
