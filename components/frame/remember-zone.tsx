'use client'

import { useEffect } from 'react'
import { useZone } from '@/components/ui/use-zone.ts'
import { rememberPreference, ZONE_COOKIE } from '@/lib/preferences.ts'

/** Tells the server the viewer's time zone, so that its next page has the right times from the first paint. */
export function RememberZone() {
  const zone = useZone('')
  useEffect(() => {
    if (zone) rememberPreference(ZONE_COOKIE, zone)
  }, [zone])
  return null
}
