/** Keeps the server from starting until its operator has done what the message says; where it was thrown is no news. */
export class Misconfigured extends Error {
  readonly code = 'misconfigured'
}
