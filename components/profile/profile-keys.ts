import { describeKeys } from '@/components/ui/keys/keys.ts'

/** In the dialog Keys from the start, though some come with the profile's own scripts. */
export const PROFILE_KEYS = describeKeys('Profile', {
  close: { keys: ['Escape'], label: 'Close the profile' },
  previous: { keys: ['['], label: 'Previous agent' },
  next: { keys: [']'], label: 'Next agent' },
})
