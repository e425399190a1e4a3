/*
 * What a log line says is read from a started server (e2e/specs/server/security.spec.ts), whose code no mutant reaches: what is
 * handed to `log()` is left as it is, and so is the line itself.
 */

const isLogCall = node =>
  node?.type === 'CallExpression' &&
  node.callee.type === 'MemberExpression' &&
  node.callee.object.type === 'CallExpression' &&
  node.callee.object.callee.name === 'log'

const isLog = node => isLogCall(node) || (node.type === 'ExpressionStatement' && isLogCall(node.expression))

export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'log-lines',
    value: { shouldIgnore: ({ node }) => (isLog(node) ? 'A log line' : undefined) },
  },
]
