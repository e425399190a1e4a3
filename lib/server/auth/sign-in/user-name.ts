/** Fields of `/users/me` (zoom.md 1.7) that name a person; any may be missing or odd. */
type Named = Record<string, unknown>

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '')

/** The person's own name for the account menu: never "undefined undefined" (zoom.md 1.6). */
export function userName({ display_name, first_name, last_name, email }: Named): string {
  const names = [text(first_name), text(last_name)].filter(Boolean).join(' ')
  return (text(display_name) || names || text(email) || 'Zoom user').slice(0, 200)
}
