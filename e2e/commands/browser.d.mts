/** A Chromium for the tests: `$CHROMIUM`, Debian's, or the one that Playwright downloads. Null where there is none yet. */
export function findBrowser(): string | null
