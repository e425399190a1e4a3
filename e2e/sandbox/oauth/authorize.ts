import OAuth2Server from '@node-oauth/oauth2-server'
import { findPerson, type Person } from '../account/people.ts'
import type { World } from '../account/world.ts'
import { type Answer, html, redirect } from '../api/answer.ts'
import { consentPage, troublePage } from './consent-page.ts'

/**
 * The consent page (GET) and its form (POST). Faults that come before the redirect is known to be good
 * stay on a page of their own (zoom.md 1.1).
 */
export async function authorize(
  world: World,
  method: string,
  query: URLSearchParams,
  form: URLSearchParams,
): Promise<Answer> {
  const trouble = troubleWith(world, query)
  if (trouble) return html(400, troublePage(trouble))
  if (method === 'POST') {
    const person = findPerson(form.get('as') ?? '')
    if (!person) return html(400, troublePage('Choose who signs in'))
    return decide(world, query, person, form.get('decision') === 'allow')
  }
  const { auto_approve } = world.settings
  const chosen = query.get('as') ?? (auto_approve === 'load' ? world.nextLoadKey() : auto_approve)
  if (!chosen) return html(200, consentPage(world.options.app_name, `/oauth/authorize?${query}`))
  const person = findPerson(chosen)
  return person ? decide(world, query, person, true) : html(400, troublePage(`Nobody is called ${chosen}`))
}

function troubleWith(world: World, query: URLSearchParams): string | null {
  const { client_id, redirect_uris } = world.options
  if (query.get('client_id') !== client_id) return 'Invalid client_id (4,700)'
  if (!redirect_uris.includes(query.get('redirect_uri') ?? '')) return 'Invalid redirect (4,700)'
  if (query.get('response_type') !== 'code') return 'Invalid response_type (4,700)'
  // Scopes come from the app's configuration; one in the address is refused, an empty one is not.
  if (query.get('scope')) return 'Invalid scope (4,700)'
  return null
}

async function decide(
  world: World,
  query: URLSearchParams,
  person: Person,
  allowed: boolean,
): Promise<Answer> {
  const { scope: _empty, as: _chosen, ...given } = Object.fromEntries(query)
  const response = new OAuth2Server.Response()
  const request = new OAuth2Server.Request({
    method: 'GET',
    headers: {},
    query: allowed ? given : { ...given, allowed: 'false' },
    body: {},
  })
  try {
    await world.oauth.authorize(request, response, {
      allowEmptyState: true,
      authenticateHandler: { handle: () => person },
    })
  } catch (error) {
    if (!response.headers?.location) throw error
  }
  const location = new URL(response.headers?.location ?? '')
  // The library explains itself; Zoom is not known to (zoom.md 1.1).
  location.searchParams.delete('error_description')
  return redirect(location.href)
}
