import { describe, expect, it } from 'vitest'
import { browserName, systemName } from './browser-name.ts'

const on = (system: string, browser = 'Chrome/156.0.0.0 Safari/537.36') =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${browser}`

describe('browserName and systemName', () => {
  it.each([
    [on('Windows NT 10.0; Win64; x64'), 'Windows', 'Chrome on Windows'],
    [on('Windows NT 10.0; Win64; x64', 'Chrome/156.0 Safari/537.36 Edg/156.0'), 'Windows', 'Edge on Windows'],
    [on('Windows NT 10.0', 'Chrome/156.0 Safari/537.36 OPR/120.0'), 'Windows', 'Opera on Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko Firefox/150.0', 'Linux', 'Firefox on Linux'],
    [on('X11; Linux x86_64', 'HeadlessChrome/156.0 Safari/537.36'), 'Linux', 'Chrome on Linux'],
    [on('X11; CrOS x86_64 14541.0.0'), 'ChromeOS', 'Chrome on ChromeOS'],
    [on('Macintosh; Intel Mac OS X 10_15_7', 'Version/26.0 Safari/605.1.15'), 'macOS', 'Safari on macOS'],
    // These two name another system as well.
    [on('Linux; Android 16; Pixel 9'), 'Android', 'Chrome on Android'],
    [on('iPhone; CPU iPhone OS 26_0 like Mac OS X', 'CriOS/156.0 Mobile'), 'iOS', 'Chrome on iOS'],
    ['curl/8.0', undefined, 'A browser'],
    ['', undefined, 'A browser'],
  ])('%s', (user_agent, system, name) => {
    expect(systemName(user_agent)).toBe(system)
    expect(browserName(user_agent)).toBe(name)
  })
})
