import { readSessionFacts } from '@/lib/api/session.ts'
import { submitForm } from './submit-form.ts'

/**
 * Leaves for Zoom's sign-in and comes back to `returnTo`, by default where the person is. Throws if the server could
 * not start it; the page is still there then.
 */
export async function startSignIn(returnTo = currentPlace()): Promise<void> {
  window.location.assign(await submitForm('signin/zoom', returnTo))
}

/** Where the person is, and who: the server opens it for the same person only (lib/server/http/page-session.ts). */
function currentPlace(): string {
  const url = new URL(window.location.href)
  const facts = readSessionFacts()
  if (facts) url.searchParams.set('person', facts.person)
  return url.href
}
