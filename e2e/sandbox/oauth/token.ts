import OAuth2Server from '@node-oauth/oauth2-server'
import type { World } from '../account/world.ts'
import { type Answer, json } from '../api/answer.ts'

/** A refresh token that is dead, in Zoom's words. */
export const INVALID_TOKEN = { reason: 'Invalid Token!', error: 'invalid_grant' }

const NO_STORE = { 'Cache-Control': 'no-store', Pragma: 'no-cache' }

/**
 * `POST /oauth/token` (zoom.md 1.1 to 1.4). The client must authenticate with Basic: a secret in the form
 * is refused, since it is unknown whether Zoom takes one.
 *
 */
export async function issueTokens(
  world: World,
  headers: Record<string, string>,
  form: URLSearchParams,
): Promise<Answer> {
  const { client_id: _id, client_secret: _secret, scope: _scope, ...body } = Object.fromEntries(form)
  const response = new OAuth2Server.Response()
  const request = new OAuth2Server.Request({ method: 'POST', headers, query: {}, body })
  try {
    const token = await world.oauth.token(request, response)
    world.calls.count(body.grant_type === 'refresh_token' ? 'refreshes' : 'sign_ins')
    const { access_token_seconds, api_url } = world.settings
    return json(
      200,
      {
        access_token: token.accessToken,
        token_type: 'bearer',
        refresh_token: token.refreshToken,
        expires_in: access_token_seconds,
        scope: token.scope?.join(' '),
        ...(api_url ? { api_url } : {}),
      },
      NO_STORE,
    )
  } catch (error) {
    if (!(error instanceof OAuth2Server.OAuthError) || error.code >= 500) throw error
    if (body.grant_type === 'refresh_token') world.calls.count('refused_refreshes')
    return refusal(error, body)
  }
}

/** The library's errors in Zoom's words: `reason` and `error`, never `error_description` (zoom.md 1.4). */
function refusal(error: OAuth2Server.OAuthError, body: Record<string, string>): Answer {
  const say = (reason: string, code: string, status = 400) => json(status, { reason, error: code }, NO_STORE)
  if (error instanceof OAuth2Server.InvalidClientError) {
    return say('Invalid client_id or client_secret', 'invalid_client', 401)
  }
  if (
    error instanceof OAuth2Server.UnsupportedGrantTypeError ||
    error instanceof OAuth2Server.UnauthorizedClientError
  ) {
    return say('Grant type is not supported from token endpoint.', 'unsupported_grant_type')
  }
  if (error.message.includes('redirect_uri')) return say('Redirect URI mismatch.', 'invalid_request')
  if (error instanceof OAuth2Server.InvalidGrantError) {
    if (body.grant_type === 'refresh_token') return json(400, INVALID_TOKEN, NO_STORE)
    return say(`Invalid authorization code ${body.code ?? ''}`, 'invalid_grant')
  }
  return say('Bad request', 'invalid_request')
}

/** `POST /oauth/revoke`: any token, known or not, is answered with success (zoom.md 1.1). */
export function revoke(world: World, headers: Record<string, string>, form: URLSearchParams): Answer {
  const { client_id, client_secret } = world.options
  const expected = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`
  if (headers.authorization !== expected) {
    return json(401, { reason: 'Invalid client_id or client_secret', error: 'invalid_client' }, NO_STORE)
  }
  const token = form.get('token')
  if (!token) return json(400, { reason: 'Missing token', error: 'invalid_request' }, NO_STORE)
  if (world.grants.revoke(token)) world.calls.count('revokes')
  return json(200, { status: 'success' })
}
