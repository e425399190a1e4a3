const number = new Intl.NumberFormat('en')
const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

export function formatNumber(value: number): string {
  return number.format(value)
}

const difference = new Intl.NumberFormat('en', { signDisplay: 'always' })

/** "+2", "-1": by how much a number has changed. */
export function formatDifference(value: number): string {
  return difference.format(value)
}

// Making a formatter costs far more than using it. A server meets many zones, and any spelling of one.
const formatters = new Map<string, Intl.DateTimeFormat>()
const MOST_FORMATTERS = 500

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  let found = formatters.get(key)
  if (!found) {
    if (formatters.size === MOST_FORMATTERS) formatters.clear()
    found = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone })
    formatters.set(key, found)
  }
  return found
}

/** 24 Nov 2026 */
export function formatDay(iso: string, zone: string): string {
  return formatter(zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(Date.parse(iso))
}

/** 09:12 */
export function formatTime(iso: string, zone: string): string {
  return formatter(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(Date.parse(iso))
}

/** 14:02:10 */
export function formatClock(iso: string, zone: string): string {
  return formatter(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    Date.parse(iso),
  )
}

/** Tuesday, 24 November 2026, 09:12:30 Central European Standard Time: to the second, with the zone named. */
export function formatExact(iso: string, zone: string): string {
  const date = formatter(zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    Date.parse(iso),
  )
  const time = formatter(zone, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'long',
  })
  return `${date}, ${time.format(Date.parse(iso))}`
}

export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** "4 s", "21 min", "3 h": the age of a reading. */
export function formatAge(seconds: number): string {
  if (seconds < 60) return `${Math.max(0, Math.floor(seconds))} s`
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`
}

/** "India (IN)"; a code nobody knows stays itself. */
export function formatCountry(code: string): string {
  const upper = code.toUpperCase()
  const name = /^[a-z]{2}$/i.test(code) && countries.of(upper)
  return name ? `${name} (${upper})` : code
}

const ACRONYMS = new Map(['ai', 'api', 'crm', 'sms'].map(word => [word, word.toUpperCase()]))

/** Zoom's own words as a person would write them: `ai_expert_assist` is "AI Expert Assist", `premium` is "Premium". */
export function formatEnum(value: string): string {
  return value
    .split('_')
    .map(word => ACRONYMS.get(word) ?? word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}

export function formatBoolean(value: boolean): string {
  return value ? 'On' : 'Off'
}

/** For files: 2026-11-24 09:12:30 in the zone, which a spreadsheet takes as a date. */
export function formatInstant(iso: string, zone: string): string {
  const parts = formatter(zone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(Date.parse(iso))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find(found => found.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}`
}
