/** A whole answer, before faults bend it and the server sends it. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json;charset=UTF-8', ...headers },
    body: JSON.stringify(value),
  }
}

export function html(status: number, page: string): Answer {
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: page }
}

export function redirect(location: string): Answer {
  return { status: 302, headers: { Location: location, 'Cache-Control': 'no-store' }, body: '' }
}

/** Zoom's shape for API errors (zoom.md 4); `code` is not the HTTP status. */
export function apiError(status: number, code: number, message: string, more: object = {}): Answer {
  return json(status, { code, message, ...more })
}
