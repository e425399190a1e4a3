/** SQLite's primary result codes that are told apart here (https://www.sqlite.org/rescode.html). */
export const SQLITE_BUSY = 5
export const SQLITE_CORRUPT = 11
export const SQLITE_NOTADB = 26

/** The primary result code of an error of node:sqlite, undefined for any other. */
export function resultCode(error: unknown): number | undefined {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : undefined
  // Extended codes carry the primary one in the low byte.
  return code === undefined ? undefined : code & 0xff
}
