import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAndValidateFlightRouterState } from '../../../../node_modules/next/dist/server/app-render/parse-and-validate-flight-router-state.js'
import { isRouterState } from './router-state.ts'

const nextReads = (header: string) => {
  try {
    parseAndValidateFlightRouterState(header)
    return true
  } catch {
    return false
  }
}

const page = [
  '',
  { children: ['agents', { children: [['user_id', '', 'oc', null], { children: ['__PAGE__', {}] }] }] },
]

test.each([
  [JSON.stringify(page), true],
  [encodeURIComponent(JSON.stringify([...page, null, 'refetch', 1])), true],
  ['["",{},null,null,true]', false],
  ['["",{"children":["a"]}]', false],
  ['[["user_id","","zz",null],{}]', false],
  ['["",{"__proto__":["",{"children":0}]}]', false],
  ['{"a":', false],
  ['%zz', false],
  ['', false],
  ['null', false],
])('%s: %s', (header, isRead) => {
  expect(isRouterState(header)).toBe(isRead)
  expect(nextReads(header)).toBe(isRead)
})

const kinds = ['c', 'oc', 'd', 'ci', 'di'].flatMap(kind =>
  kind.endsWith('i') ? ['(..)(..)', '(.)', '(..)', '(...)'].map(from => kind + from) : kind,
)
test.each([
  ...kinds.map(kind => [['user_id', '', kind, null], {}]),
  ...['refetch', 'inside-shared-layout', 'metadata-only', null].map(marker => ['', {}, null, marker]),
  ['', {}, ['/agents', '']],
])('%j is one that Next knows', (...state) => {
  const header = JSON.stringify(state)
  expect(nextReads(header)).toBe(true)
  expect(isRouterState(header)).toBe(true)
})

test('a page asked for without it is one', () => {
  expect(isRouterState(undefined)).toBe(true)
})

test('what is let through, Next reads', () => {
  const { tree } = fc.letrec(tie => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.anything({ maxDepth: 2 }),
      fc.tuple(
        fc.oneof(fc.string(), fc.constant(['a', 'b', 'd', null])),
        fc.dictionary(fc.string(), tie('tree')),
      ),
      fc.tuple(fc.string(), fc.constant({}), fc.anything({ maxDepth: 1 }), fc.anything({ maxDepth: 1 })),
    ),
  }))
  fc.assert(
    fc.property(tree, value => {
      const header = encodeURIComponent(JSON.stringify(value) ?? '')
      if (isRouterState(header)) expect(nextReads(header)).toBe(true)
    }),
  )
})
