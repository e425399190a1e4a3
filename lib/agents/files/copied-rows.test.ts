import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyManyRows, copyRows, listEmails } from './copied-rows.ts'
import type { FileCell } from './file-columns.ts'
import { makeInert } from './inert.ts'

const columns = [
  { head: 'Name', cell: ({ display_name }: { display_name?: string }) => display_name },
  { head: 'Limit', cell: () => -3 },
]
const agents = ['Ana\tB\r\n\rC', '=1+1', '<b> & "c"', undefined].map((display_name, place) => ({
  user_id: String(place),
  display_name,
}))

test('copied rows are lines with tabs, and a table: the same cells, no formula among them', () => {
  const copied = copyRows(columns, agents)
  expect(readLines(copied['text/plain'])).toEqual([
    ['Ana B C', '-3'],
    ["'=1+1", '-3'],
    ['<b> & "c"', '-3'],
    ['', '-3'],
  ])
  expect(copied['text/html']).toBe(
    '<meta charset="utf-8"><table><tbody>' +
      '<tr><td>Ana B C</td><td>-3</td></tr>' +
      "<tr><td>'=1+1</td><td>-3</td></tr>" +
      '<tr><td>&lt;b&gt; &amp; &quot;c&quot;</td><td>-3</td></tr>' +
      '<tr><td></td><td>-3</td></tr></tbody></table>',
  )
})

/** As a strict parser reads lines with tabs, quotes being quotes. */
function readLines(text: string): string[][] {
  return parse(text, { delimiter: '\t', record_delimiter: '\n', relax_quotes: false })
}

/** The cells of a table that has nothing else in it: what is not a cell's tag is text. */
function readTable(html: string): string[][] {
  const rows = /^<meta charset="utf-8"><table><tbody>(.*)<\/tbody><\/table>$/s.exec(html)?.[1] ?? ''
  expect(rows.replace(/<\/?t[rd]>|<td sdnum="1033;0;@">/g, '')).not.toMatch(/[<>"]|&(?!(amp|lt|gt|quot);)/)
  return [...rows.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) =>
      cell.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    ),
  )
}

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'"\'\t\r\n\u2028\v=+-@<>&; a1é“'),
    fc.string({ unit: 'grapheme', minLength: 1 }),
  ),
  minLength: 1,
  maxLength: 12,
})

test('copied rows give back every cell, in its place, to a strict parser of either form', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hostile, hostile, hostile), { minLength: 1, maxLength: 4 }), texts => {
      const asked = [0, 1, 2].map(place => ({
        head: String(place),
        cell: ({ user_id }: { user_id: string }): FileCell => texts[Number(user_id)]?.[place],
      }))
      const copied = copyRows(
        asked,
        Array.from(texts.keys(), place => ({ user_id: String(place) })),
      )
      const expected = texts.map(row => row.map(text => makeInert(text.replace(LINE_ENDS, ' '))))
      expect(readLines(copied['text/plain'])).toEqual(expected)
      expect(readTable(copied['text/html'])).toEqual(expected)
      for (const cell of expected.flat()) expect(cell).not.toMatch(/^[\s\p{C}"“]*[=+\-@]/u)
    }),
  )
})

test('a cell with quotes has them doubled within quotes, and only such a cell', () => {
  const copied = copyRows(columns, [
    { user_id: '1', display_name: '"Bob' },
    { user_id: '2', display_name: "O'Neil" },
  ])
  expect(copied['text/plain']).toBe(`"""Bob"\t-3\nO'Neil\t-3`)
  expect(copied['text/html']).toContain('<td>&quot;Bob</td>')
})

test('copied emails are one a line, whatever is in them; who has none is left out', () => {
  const emails = [
    'ana@example.com',
    'a\r\nb@example.com\n',
    undefined,
    '\u2028x\vy\u0085',
    '+tag@example.com',
  ]
  const agents = emails.map((user_email, place) => ({ user_id: String(place), user_email }))
  expect(listEmails(agents)).toEqual(['ana@example.com', 'a b@example.com', 'x y', '+tag@example.com'])
})

test.each(['1:1', '3/4', '007', '12345678901234567890', '1E10', '$5', '(50 %)', '2026-01-02', 'True'])(
  'that %j is a text is told to the spreadsheet, which would take it for something else',
  text => {
    const [agent] = [{ user_id: 'a', display_name: text }]
    const copied = copyRows(columns, [agent])
    expect(copied['text/html']).toContain(`<td sdnum="1033;0;@">${text}</td><td>-3</td>`)
    expect(copied['text/plain']).toBe(`${text}\t-3`)
  },
)

test.each(['Ana 2', 'agent2@example.com', '2026-01-31 23:30:00', 'Lunch'])('%j may be what it is', text => {
  expect(copyRows(columns, [{ user_id: 'a', display_name: text }])['text/html']).toContain(`<td>${text}</td>`)
})

test('many rows are copied as few are', async () => {
  const many = Array.from({ length: 450 }, (_, place) => ({
    user_id: String(place),
    display_name: `n${place}`,
  }))
  expect(await copyManyRows(columns, many)).toEqual(copyRows(columns, many))
})

const LINE_ENDS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g
