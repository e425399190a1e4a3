// Spaces of any kind, what nobody sees, and quotes: programs drop them in front of a formula.
const DROPPED = String.raw`[\s\p{C}"'\x60´«»‹›\u2018-\u201f]`
// Also the small and the full-width forms, and a true minus.
const SIGN = String.raw`[=+\-@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]`

const LEAD = new RegExp(`^${DROPPED}*`, 'u')
const STARTS = new RegExp(`^${SIGN}`, 'u')
/** Where commas are decimal a spreadsheet splits a file at semicolons and takes its quotes for letters. */
const LATER_CELL = new RegExp(String.raw`([;\t\r\n])(?=(?:(?![\t\r\n])${DROPPED})*${SIGN})`, 'gu')

/**
 * A text that no spreadsheet takes for a formula, whatever an agent is called (OWASP, "CSV injection"): an apostrophe
 * stands in front of what could be one. All other texts stay as they are.
 */
export function makeInert(text: string): string {
  const lead = LEAD.exec(text)?.[0] ?? ''
  const rest = text.slice(lead.length)
  const isFormula = STARTS.test(rest) || /^[\t\r\n]/.test(text)
  return (isFormula ? "'" : '') + lead + rest.replace(LATER_CELL, "$1'")
}
