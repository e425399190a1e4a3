/**
 * Leaves for Zoom's sign-in and comes back to `returnTo`, by default where the person is. next-auth's client
 * is fetched only now: a page that is signed in does not need it.
 */
export async function startSignIn(returnTo = window.location.href): Promise<void> {
  const { signIn } = await import('next-auth/react')
  await signIn('zoom', { callbackUrl: returnTo })
}

/** Ends this session, then shows the sign-in page. Throws if the server could not end it. */
export async function signOutHere(): Promise<void> {
  const { signOut } = await import('next-auth/react')
  const answer = await signOut({ redirect: false, callbackUrl: '/sign-in?reason=signed_out' })
  if (!answer?.url) throw new Error('The sign-out was not confirmed.')
  window.location.assign('/sign-in?reason=signed_out')
}
