const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const SYSTEMS: readonly [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

const find = (list: readonly [RegExp, string][], user_agent: string) =>
  list.find(([pattern]) => pattern.test(user_agent))?.[1]

/** "Windows"; undefined where the browser does not say. */
export function systemName(user_agent: string): string | undefined {
  return find(SYSTEMS, user_agent)
}

/** "Firefox on Windows": enough for a person to recognise a sign-in of theirs. */
export function browserName(user_agent: string): string {
  const system = systemName(user_agent)
  return `${find(BROWSERS, user_agent) ?? 'A browser'}${system ? ` on ${system}` : ''}`
}
