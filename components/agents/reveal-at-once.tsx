// React shows streamed content no sooner than 300 ms after the last paint, which its inline scripts keep in `$RT`.
// Rows are waited for: without that time they are shown with the next frame.
const FORGET = "Object.defineProperty(window, '$RT', { set() {} })"

/** Part of a page whose rows are streamed. Does nothing where React no longer keeps that time. */
export function RevealAtOnce({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: FORGET }} />
}
