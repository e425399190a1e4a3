/**
 * Leaves for Zoom's sign-in and comes back to `returnTo`, by default where the person is. Throws if the server could
 * not start it; the page is still there then.
 */
export async function startSignIn(returnTo = window.location.href): Promise<void> {
  window.location.assign(await submit('signin/zoom', returnTo))
}

/** Ends this session, then shows the sign-in page. Throws if the server could not end it. */
export async function signOutHere(): Promise<void> {
  const address = '/sign-in?reason=signed_out'
  // Without a valid CSRF token next-auth answers 200 as well, and leads to its own page.
  if (!(await submit('signout', address)).endsWith(address))
    throw new Error('The sign-out was not confirmed.')
  window.location.assign(address)
}

/**
 * One of next-auth's forms (its "REST API"), with the CSRF token that it asks for; the address to go on to. Its own
 * client would leave for an error page where the server cannot be reached.
 */
async function submit(action: 'signin/zoom' | 'signout', callbackUrl: string): Promise<string> {
  const { csrfToken } = await read(await fetch('/api/auth/csrf'))
  const body = new URLSearchParams({ csrfToken: String(csrfToken), callbackUrl, json: 'true' })
  const { url } = await read(await fetch(`/api/auth/${action}`, { method: 'POST', body }))
  if (typeof url !== 'string') throw new Error('The answer names no address to go on to.')
  return url
}

async function read(answer: Response): Promise<Record<string, unknown>> {
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}.`)
  return answer.json()
}
