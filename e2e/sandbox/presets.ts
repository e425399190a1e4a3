import type { Fault } from './faults.ts'

const json = (status: number, value: unknown, headers: Record<string, string> = {}) => ({
  status,
  json: value,
  headers,
})
const EDGE_PAGE = `<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>cloudflare</center></body></html>`
const PER_SECOND = 'You have reached the maximum per-second rate limit for this API. Try again later.'
const DAILY =
  'You have reached the maximum daily rate limit for this API. Refer to the response header for details.'
const LIST_SCOPE = 'contact_center:read:list_users:admin'

/** Refusals of the token endpoint (zoom.md 1.4). */
const TOKEN_PRESETS: Record<string, Partial<Fault>> = {
  invalid_grant: json(400, { reason: 'Invalid Token!', error: 'invalid_grant' }),
  invalid_grant_as_request: json(400, { reason: 'Invalid Token!', error: 'invalid_request' }),
  invalid_grant_bare: json(400, { error: 'invalid_grant' }),
  invalid_grant_401: json(401, { reason: 'Invalid Token!', error: 'invalid_grant' }),
  invalid_client_400: json(400, { reason: 'Invalid client_id or client_secret', error: 'invalid_client' }),
  invalid_client_401: json(401, { reason: 'Invalid client_id or client_secret', error: 'invalid_client' }),
  redirect_mismatch: json(400, { reason: 'Redirect URI mismatch.', error: 'invalid_request' }),
  token_rate_limited: json(429, { reason: 'Too many requests' }),
  token_edge_error: { status: 502, raw: EDGE_PAGE },
  token_not_json: { status: 200, raw: EDGE_PAGE },
  token_empty: { status: 200, raw: '' },
  token_reset_before: { reset: 'before' },
  /** The new pair exists and nobody will ever hear of it. */
  token_answer_lost: { reset: 'after' },
  token_answer_lost_502: { status: 502, raw: EDGE_PAGE, effect: true },
  token_answer_truncated: { truncate: true },
  token_slow: { delay_ms: 8000 },
  token_hang: { hang: true },
  token_without_refresh: { unset: ['refresh_token'] },
  token_without_access: { unset: ['access_token'] },
  token_without_expiry: { unset: ['expires_in'] },
  token_expiry_text: { set: { expires_in: '3600' } },
  token_foreign_api_url: { set: { api_url: 'https://api.zoom.us.evil.example' } },
}

/** Callbacks that are neither a plain code nor a plain refusal (zoom.md 1.1). */
const AUTHORIZE_PRESETS: Record<string, Partial<Fault>> = {
  callback_without_answer: { callback: { code: null } },
  callback_server_error: { callback: { code: null, error: 'server_error' } },
  callback_wrong_state: { callback: { state: 'forged' } },
  callback_wrong_code: { callback: { code: 'never-issued' } },
}

/** Answers of the API in place of the true one (zoom.md 4, 5). */
const API_PRESETS: Record<string, Partial<Fault>> = {
  expired_401: json(401, { code: 124, message: 'Access token is expired.' }),
  expired_401_no_code: json(401, { status: false, errorCode: 401 }),
  expired_400: json(400, { code: 124, message: 'Invalid access token.' }),
  scope_4711: json(400, {
    code: 4711,
    message: `Invalid access token, does not contain scopes:[${LIST_SCOPE}].`,
  }),
  scope_104: json(400, {
    code: 104,
    message: 'Invalid access token, does not contain scopes:[contact_center_user:read:admin].',
  }),
  scope_4700: json(400, {
    code: 4700,
    message: 'Invalid access token, does not contain scopes:[contact_center_user:read:admin].',
  }),
  scope_unescaped_quotes: {
    status: 400,
    raw: '{"code":104,"message":"Invalid access token, does not contain scopes:["contact_center_user:read:admin"]."}',
    content_type: 'application/json;charset=UTF-8',
  },
  validation: json(400, {
    code: 300,
    message: 'Validation Failed.',
    errors: [{ field: 'region_id', message: 'Invalid field.' }],
  }),
  page_token_expired: json(400, { code: 300, message: 'The next page token is invalid or expired.' }),
  region_not_enabled: json(400, { code: 300, message: 'Region is not enabled for this account' }),
  forbidden: json(403, { code: 403, message: 'You do not have permission to access this resource.' }),
  forbidden_html: { status: 403, raw: '<html><body>Forbidden</body></html>' },
  forbidden_empty: { status: 403, raw: '' },
  user_unknown_300: json(404, { code: 300, message: 'Invalid user ID.' }),
  user_unknown_1001: json(404, { code: 1001, message: 'User does not exist: x.' }),
  user_unknown_400: json(400, { code: 300, message: 'Invalid user ID.' }),
  not_recognized: json(404, { code: 2300, message: 'This API endpoint is not recognized.' }),
  rate_limited: json(429, { code: 429, message: PER_SECOND }, { 'X-RateLimit-Type': 'QPS' }),
  rate_limited_bare: { status: 429, raw: '' },
  rate_limited_4001: json(429, { code: 4001, message: PER_SECOND }),
  rate_limited_daily: json(
    429,
    { code: 429, message: DAILY },
    { 'X-RateLimit-Type': 'Daily-limit', 'Retry-After': '2099-01-20T00:00:00Z' },
  ),
  rate_limited_seconds: json(429, { code: 429, message: PER_SECOND }, { 'Retry-After': '2' }),
  rate_limited_http_date: json(
    429,
    { code: 429, message: PER_SECOND },
    { 'Retry-After': 'Tue, 20 Jan 2099 00:00:00 GMT' },
  ),
  rate_limited_past: json(429, { code: 429, message: PER_SECOND }, { 'Retry-After': '2020-01-20T00:00:00Z' }),
  rate_limited_negative: json(429, { code: 429, message: PER_SECOND }, { 'Retry-After': '-5' }),
  rate_limited_nonsense: json(
    429,
    { code: 429, message: PER_SECOND },
    { 'Retry-After': 'soon', 'X-RateLimit-Limit': '999999999' },
  ),
  rate_limited_concurrent: json(429, {
    code: 429,
    message: 'Too many concurrent requests. A request to change this resource is in progress.',
  }),
  server_error: json(500, { code: 1000, message: 'Internal error.' }),
  unavailable_503: json(503, { code: 503, message: 'Service unavailable.' }, { 'Retry-After': '1' }),
  edge_error: { status: 502, raw: EDGE_PAGE },
  empty_500: { status: 500, raw: '' },
}

/** Good status, bad body (zoom.md 4), and what networks do. */
const BODY_PRESETS: Record<string, Partial<Fault>> = {
  html_200: { status: 200, raw: EDGE_PAGE },
  empty_200: { status: 200, raw: '', content_type: 'application/json' },
  invalid_json_200: { status: 200, raw: '{"users":[', content_type: 'application/json' },
  array_200: json(200, []),
  null_200: { status: 200, raw: 'null', content_type: 'application/json' },
  text_200: { status: 200, raw: '"ok"', content_type: 'application/json' },
  wrong_content_type: { content_type: 'text/plain' },
  reset_before: { reset: 'before' },
  reset_after: { reset: 'after' },
  truncated: { truncate: true },
  hang: { hang: true },
  slow_headers: { delay_ms: 5000 },
  trickle: { trickle: { bytes: 16, every_ms: 500 } },
  huge: { fill: { megabytes: 50 } },
  gzip_bomb: { fill: { megabytes: 200, gzip: true } },
  redirect_elsewhere: json(302, {}, { Location: 'https://api.evil.example/v2/contact_center/users' }),
  redirect_to_login: json(302, {}, { Location: '/signin' }),
  redirect_downgrade: json(301, {}, { Location: 'http://api.zoom.us/v2/contact_center/users' }),
}

/** Lists that do not add up (zoom.md 3, 6). */
const LIST_PRESETS: Record<string, Partial<Fault>> = {
  malformed_rows: { path: 'users', rows: { malformed: 0.1 } },
  all_malformed: { path: 'users', rows: { malformed: 1 } },
  numeric_ids: { path: 'users', rows: { numeric_ids: true } },
  repeated_rows: { path: 'users', times: null, rows: { repeat: 5 } },
  token_loop: { path: 'users', times: null, loop: 'same' },
  fresh_token_loop: { path: 'users', times: null, loop: 'fresh' },
  endless_pages: { path: 'users', times: null, loop: 'endless' },
  drifting: { path: '/users\\?.*next_page_token', times: null, shift: true },
  total_missing: { path: 'users', unset: ['total_records'] },
  total_too_low: { path: 'users', set: { total_records: 7 } },
  total_too_high: { path: 'users', set: { total_records: 99_999 } },
  total_text: { path: 'users', set: { total_records: '1200' } },
  users_null: { path: 'users', set: { users: null } },
  users_missing: { path: 'users', unset: ['users'] },
  users_object: { path: 'users', set: { users: {} } },
  users_empty: { path: 'users', set: { users: [], next_page_token: '', total_records: 0 } },
  next_token_null: { path: 'users', set: { next_page_token: null } },
  next_token_missing: { path: 'users', unset: ['next_page_token'] },
  next_token_number: { path: 'users', set: { next_page_token: 5 } },
  regions_missing: { path: 'regions', unset: ['regions'] },
}

const forCall = (path: string, presets: Record<string, Partial<Fault>>) =>
  Object.fromEntries(Object.entries(presets).map(([name, fault]) => [name, { path, ...fault }]))

/** Named faults for `POST /__sandbox/faults`; every part, the path above all, can be given another value. */
export const PRESETS: Record<string, Partial<Fault>> = {
  ...forCall('authorize', AUTHORIZE_PRESETS),
  ...forCall('token', TOKEN_PRESETS),
  ...forCall('users', API_PRESETS),
  ...forCall('users', BODY_PRESETS),
  ...LIST_PRESETS,
}
