'use client'

import { useEffect } from 'react'
import { rememberPreference, ZONE_COOKIE } from '@/lib/preferences.ts'

/** Tells the server the viewer's time zone, so that its next page has the right times from the first paint. */
export function RememberZone() {
  useEffect(() => {
    rememberPreference(ZONE_COOKIE, Intl.DateTimeFormat().resolvedOptions().timeZone)
  }, [])
  return null
}
