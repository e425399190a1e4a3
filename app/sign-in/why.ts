import { NEEDED_SCOPES } from '@/lib/scopes.ts'
import type { SignInError, SignInReason } from '@/lib/sign-in-address.ts'

/** Why a visitor is here: [heading, what happened and what to do next]. */
export const WHY: Record<SignInError | SignInReason | 'sign_in_again' | 'none', readonly [string, string]> = {
  none: [
    'Sign in',
    'See every agent in your Zoom Contact Center: who is online, their status, and who has no access.',
  ],
  signed_out: ['You are signed out', 'Your sign-in has been removed from this computer.'],
  session_over: ['Your session has ended', 'Sign in again to return to where you were.'],
  sign_in_again: [
    'Zoom asks for a new sign-in',
    'Your sign-in at Zoom is no longer valid: it was used elsewhere, revoked, or has expired. Sign in again to return to where you were.',
  ],
  cancelled: ['The sign-in was cancelled', 'Nothing has changed. You can sign in whenever you like.'],
  not_started: [
    'The sign-in could not be started',
    'Try again. If it keeps failing, tell whoever runs Rollcall.',
  ],
  not_completed: [
    'The sign-in was not completed',
    'It took too long, was opened twice, or Zoom refused it. Try again.',
  ],
  wrong_account: [
    'This Zoom account cannot be used here',
    'This Rollcall is for one Zoom account only, and you signed in with a different one. Sign in with your work account, or ask whoever runs Rollcall.',
  ],
  scope_missing: [
    'The Zoom app is missing a permission',
    `Zoom did not say who you are, because the app is missing the scope ${NEEDED_SCOPES.getMe.granular.join(' or ')}. Ask whoever manages the app to add it, then sign in again.`,
  ],
  not_permitted: [
    'Zoom did not let you in',
    'Your Zoom role does not allow this app. Ask an administrator of your Zoom account.',
  ],
  zoom_away: ['Zoom could not be reached', 'The sign-in could not be completed. Try again in a moment.'],
  zoom_timeout: ['Zoom did not answer in time', 'The sign-in could not be completed. Try again in a moment.'],
  zoom_invalid: [
    'The sign-in was not completed',
    'Zoom sent an answer that Rollcall could not read. Try again.',
  ],
  store_away: [
    'The sign-in could not be saved',
    'Rollcall cannot reach its own store at the moment. Try again in a moment.',
  ],
}
