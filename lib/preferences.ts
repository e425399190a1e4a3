/** Cookies that the browser sets for itself and the server reads, so that the first paint is already right. */
export const THEME_COOKIE = 'rollcall.theme'
export const ZONE_COOKIE = 'rollcall.zone'
export const COLUMNS_COOKIE = 'rollcall.columns'
export const EVERY_COOKIE = 'rollcall.every'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export function readTheme(value: string | undefined): Theme {
  return THEMES.find(theme => theme === value) ?? 'system'
}

/** The choices of "Refresh every", in seconds; 0 is Off. */
export const INTERVALS = [0, 10, 15, 30, 60] as const

/** Seconds between two readings: what the person has chosen, else the shortest choice of 15 s or more at which the server reads. */
export function readInterval(value: string | undefined, roster_seconds: number): number {
  const own = INTERVALS.find(seconds => String(seconds) === value)
  return own ?? INTERVALS.find(seconds => seconds >= Math.max(15, roster_seconds)) ?? 60
}

const A_YEAR_S = 365 * 86_400

/** As this browser has it by now, whichever tab has set it; empty for nothing. In the browser only. */
export function keptPreference(cookie: string): string {
  return new URLSearchParams(document.cookie.replaceAll('; ', '&')).get(cookie) ?? ''
}

/** In the browser only. */
export function rememberPreference(cookie: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${cookie}=${encodeURIComponent(value)}; path=/; max-age=${A_YEAR_S}; samesite=lax`
}
