import { fetchInTime } from '@/lib/api/fetch-in-time.ts'

/**
 * One of next-auth's forms (its "REST API"), with the CSRF token that it asks for; the address to go on to. Its own
 * client would leave for an error page where the server cannot be reached.
 */
export async function submitForm(action: 'signin/zoom' | 'signout', callbackUrl: string): Promise<string> {
  const { csrfToken } = await read(await fetchInTime('/api/auth/csrf'))
  const body = new URLSearchParams({ csrfToken: String(csrfToken), callbackUrl, json: 'true' })
  const { url } = await read(await fetchInTime(`/api/auth/${action}`, { method: 'POST', body }))
  if (typeof url !== 'string') throw new Error('no address')
  return url
}

async function read(answer: Response): Promise<Record<string, unknown>> {
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}
