/**
 * The contract's answer to every preset of the embedded Zoom that strikes for as long as it is set. `once`:
 * it strikes one call only. `next`: the answer to the next read after the fault is gone, 200 where nothing
 * is said, since the grant is kept.
 */
export type Expected = { answer: string; read?: string; once?: true; next?: string }

const as = (answer: string, names: string, more: Partial<Expected> = {}) =>
  Object.fromEntries(names.split(' ').map(name => [name, { answer, ...more }]))

const AGENT = 'users/{userId}'
const DEAD = '401 sign_in_again'

export const FAULT_ANSWERS: Record<string, Expected> = {
  // The token endpoint: only a refusal of the grant kills it.
  ...as(DEAD, 'invalid_grant invalid_grant_as_request invalid_grant_bare invalid_grant_401', { next: DEAD }),
  ...as('503 unavailable', 'invalid_client_400 invalid_client_401 redirect_mismatch token_rate_limited'),
  ...as('503 unavailable', 'token_edge_error token_reset_before'),
  ...as('502 zoom_invalid', 'token_not_json token_empty'),
  // Zoom has rotated, and what it issued is lost: nothing but a new sign-in helps.
  ...as(DEAD, 'token_answer_lost token_answer_truncated', { once: true, next: DEAD }),
  ...as('503 unavailable', 'token_answer_lost_502', { once: true, next: DEAD }),
  ...as('502 zoom_invalid', 'token_without_access', { once: true, next: DEAD }),
  ...as('504 zoom_timeout', 'token_hang', { once: true }),
  ...as('200', 'token_slow token_without_refresh token_without_expiry token_expiry_text', { once: true }),
  ...as('200', 'token_foreign_api_url', { once: true }),

  // Answers of the API.
  ...as('403 not_permitted', 'expired_401_no_code expired_400'),
  ...as('200', 'expired_401', { once: true }),
  ...as('403 scope_missing', 'scope_4711 scope_104 scope_4700 scope_unescaped_quotes'),
  ...as('400 bad_request', 'validation'),
  ...as('409 page_expired', 'page_token_expired', { read: 'users?next_page_token=x' }),
  ...as('200', 'region_not_enabled', { read: 'regions' }),
  ...as('403 not_permitted', 'forbidden forbidden_html forbidden_empty'),
  ...as('404 not_found', 'user_unknown_300 user_unknown_1001 user_unknown_400', { read: AGENT }),
  ...as('503 unavailable', 'not_recognized server_error unavailable_503 edge_error empty_500'),
  ...as('429 rate_limited', 'rate_limited rate_limited_bare rate_limited_4001 rate_limited_daily'),
  ...as('429 rate_limited', 'rate_limited_seconds rate_limited_http_date rate_limited_past'),
  ...as('429 rate_limited', 'rate_limited_negative rate_limited_nonsense rate_limited_concurrent'),

  // Good status, bad body, and what networks do.
  ...as('502 zoom_invalid', 'html_200 empty_200 invalid_json_200 array_200 null_200 text_200'),
  ...as('502 zoom_invalid', 'huge gzip_bomb redirect_elsewhere redirect_to_login redirect_downgrade'),
  ...as('503 unavailable', 'reset_before reset_after truncated'),
  ...as('504 zoom_timeout', 'hang trickle'),
  ...as('200', 'wrong_content_type slow_headers'),

  // Lists that do not add up.
  ...as('200', 'malformed_rows all_malformed numeric_ids repeated_rows token_loop fresh_token_loop'),
  ...as('200', 'endless_pages total_missing total_too_low total_too_high total_text users_empty'),
  ...as('200', 'next_token_null next_token_missing next_token_number'),
  ...as('502 zoom_invalid', 'users_null users_missing users_object'),
  ...as('502 zoom_invalid', 'regions_missing', { read: 'regions' }),
}

/** Presets of the authorize address: the callback leads to the sign-in page, and nobody is signed in. */
export const FAILED_CALLBACKS = [
  'callback_without_answer',
  'callback_server_error',
  'callback_wrong_state',
  'callback_wrong_code',
]
