import { randomBytes } from 'node:crypto'

interface Page {
  /** Call, account and all other parameters: a token is good for nothing else. */
  query: string
  offset: number
  expires: number
}

/** Opaque tokens that lead to the next page for 15 minutes (zoom.md 3). They may be used more than once. */
export class PageTokens {
  #pages = new Map<string, Page>()

  issue(query: string, offset: number, now: number, seconds: number): string {
    // Insertion order is near enough to expiry order to keep the map small.
    for (const [token, page] of this.#pages) {
      if (page.expires > now && this.#pages.size < 50_000) break
      this.#pages.delete(token)
    }
    const token = randomBytes(33).toString('base64')
    this.#pages.set(token, { query, offset, expires: now + seconds * 1000 })
    return token
  }

  /** Where the token leads, or null when it is unknown, expired or was given for another query. */
  offset(token: string, query: string, now: number): number | null {
    const page = this.#pages.get(token)
    return page && page.expires > now && page.query === query ? page.offset : null
  }

  /** A new token for the place where another one leads; unknown ones are handed back. */
  copy(token: string, now: number, seconds: number): string {
    const page = this.#pages.get(token)
    return page ? this.issue(page.query, page.offset, now, seconds) : token
  }

  clear(): void {
    this.#pages.clear()
  }
}
