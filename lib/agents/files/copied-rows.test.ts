import { expect, test } from 'vitest'
import { copyManyRows, copyRows } from './copied-rows.ts'

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
  expect(copied['text/plain'].split('\n').map(line => line.split('\t'))).toEqual([
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
