import { type ErrorCode, type ErrorDetails, RollcallError } from '@/lib/errors.ts'

/** What a supervisor reads when nothing better is known. The browser reads it in the answer, and needs no copy. */
const MESSAGES: Record<ErrorCode, string> = {
  bad_request: 'Something in this request is not right. Check the search and the filters.',
  signed_out: 'You are signed out. Sign in again to continue.',
  sign_in_again: 'Zoom no longer accepts this sign-in. Sign in again to continue.',
  cross_site: 'This request did not come from Rollcall, so it was refused.',
  scope_missing:
    'The Zoom app is missing a permission that this needs. Ask whoever manages it to add the scope.',
  not_permitted: 'Your Zoom role does not allow this. Ask an administrator of your account.',
  not_found: 'Zoom has nothing at this address.',
  page_expired: 'Zoom has lost its place in the list. Load it again from the start.',
  conflict: 'This was changed elsewhere meanwhile. Load it again, then repeat your change.',
  too_large: 'This is more than Rollcall can take at once.',
  unsupported_media: 'Rollcall accepts only JSON here.',
  rate_limited: 'Zoom is receiving too many requests from your account.',
  zoom_invalid: 'Zoom answered with something that cannot be read. Try again.',
  unavailable: 'Zoom cannot be reached at the moment. Try again shortly.',
  zoom_timeout: 'Zoom did not answer in time. Try again.',
}

/** A RollcallError as the server makes it: with words for its code where none are given. */
export class ServerError extends RollcallError {
  constructor(code: ErrorCode, details: Partial<ErrorDetails> = {}) {
    super(code, { ...details, message: details.message ?? MESSAGES[code] })
  }
}
