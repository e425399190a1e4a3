/* Mutation testing: docs/mutation.md. Rooms, and which tests answer for them, are in scripts/mutate.mjs. */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', './scripts/log-lines.mjs'],
  ignorers: ['log-lines'],
  coverageAnalysis: 'perTest',
  // A busy machine is no endless loop: with the usual five seconds slow flow tests counted as such.
  timeoutMS: 15_000,
  concurrency: 1,
  ignorePatterns: ['.next', 'data', 'docs/pictures', 'public', 'reports', 'test-results'],
  // Nothing is compiled: types are stripped, and TypeScript 7 has no interface with which Stryker could read its settings.
  tsconfigFile: 'none',
  disableTypeChecks: false,
  reporters: ['clear-text', 'progress-append-only', 'html'],
  clearTextReporter: { reportTests: false },
}
