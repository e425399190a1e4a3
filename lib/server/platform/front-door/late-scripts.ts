import type { ServerResponse } from 'node:http'

/** No type of a script: a browser neither fetches nor runs it. */
const LATE = 'text/late'
/** A page that nobody looks at has no frames. */
const LONGEST_FRAME_MS = 500
const AGAIN_MS = 3_000

const PRELOAD = /<link rel="preload" as="script"[^>]*>/g
const SCRIPT =
  /<script (src="\/_next\/static\/[^"]+"(?=[^>]* async="")[^>]* nonce="([^"]+)"[^>]*><\/script>)/g

// Stryker disable all: it is written into the page as a text, where what Stryker puts in is not known.
/** Runs by itself in the page. What cannot be fetched is asked for again, and the page says so meanwhile. */
function fetchAfterFrame(late: string, longest_ms: number, again_ms: number) {
  const missing = new Set<string>()
  function fetchOne(tag: HTMLScriptElement) {
    const script = document.createElement('script')
    for (const { name, value } of tag.attributes) if (name !== 'type') script.setAttribute(name, value)
    script.nonce = tag.nonce // which its attribute hides
    script.onload = () => missing.delete(script.src) && tell()
    script.onerror = () => {
      missing.add(script.src)
      tell()
      setTimeout(() => fetchOne(script), again_ms)
    }
    tag.replaceWith(script)
  }
  function tell() {
    const notice = document.querySelector<HTMLElement>('[data-scripts-missing]')
    if (notice) notice.hidden = missing.size === 0
  }
  function fetchAll() {
    for (const tag of document.querySelectorAll<HTMLScriptElement>(`script[type="${late}"]`)) fetchOne(tag)
  }
  if (document.hidden) return fetchAll()
  requestAnimationFrame(() => setTimeout(fetchAll))
  setTimeout(fetchAll, longest_ms)
}
// Stryker restore all

/** The HTML with its scripts held back until after the first frame; what is not known in it stays as it is. */
export function withLateScripts(html: string): string {
  const last = [...html.matchAll(SCRIPT)].at(-1)
  if (!last) return html
  const [tag, , nonce] = last
  const end = last.index + tag.length
  const call = `(${fetchAfterFrame})("${LATE}",${LONGEST_FRAME_MS},${AGAIN_MS})`
  const loader = `<script nonce="${nonce}">${call}</script>`
  const held = html.slice(0, end).replace(PRELOAD, '').replace(SCRIPT, `<script type="${LATE}" $1`)
  return held + loader + html.slice(end)
}

/**
 * Has the scripts of a page fetched after its first frame: beside it they take the processor from the rows, which are in
 * the page already (docs/performance.md). Next offers no place for that; it tells the head just before it writes the first
 * piece, which holds all that is shown at first.
 */
export function holdScripts(response: ServerResponse): void {
  const { flushHeaders } = response
  response.flushHeaders = () => {
    const { write } = response // by now Next's own, which encodes
    const isPage = String(response.getHeader('content-type')).startsWith('text/html')
    response.write = (piece: Uint8Array, ...rest: unknown[]) => {
      response.write = write
      // One byte as one character: the piece may end within one of several bytes.
      const late = isPage && Buffer.from(withLateScripts(Buffer.from(piece).toString('latin1')), 'latin1')
      return Reflect.apply(write, response, [late || piece, ...rest])
    }
    flushHeaders.call(response)
  }
}
