import { describe, expect, test, vi } from 'vitest'

/** The module of a process that browsers reach at this address. */
async function cookiesAt(address: string) {
  vi.resetModules()
  vi.stubEnv('ZOOM_CLIENT_ID', 'id')
  vi.stubEnv('ZOOM_CLIENT_SECRET', 'secret')
  vi.stubEnv('NEXTAUTH_SECRET', 'a-secret-of-at-least-thirty-two-bytes')
  vi.stubEnv('NEXTAUTH_URL', address)
  return import('./cookies.ts')
}

describe('over https', () => {
  test('no other host and no script can set or read a cookie of ours', async () => {
    const { cookieNames, cookieLine } = await cookiesAt('https://rollcall.example')
    expect(cookieNames.session()).toBe('__Host-rollcall.session')
    expect(cookieLine(cookieNames.begun('mark'), 'value', 600)).toBe(
      '__Host-rollcall.sign-in.mark=value; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure',
    )
  })

  test('those that next-auth writes are no weaker, and each has a name of its own', async () => {
    const { nextAuthCookies } = await cookiesAt('https://rollcall.example')
    const cookies = Object.values(nextAuthCookies())
    expect(cookies.map(({ name }) => name)).toEqual([
      '__Host-rollcall.session',
      '__Host-rollcall.csrf',
      '__Host-rollcall.return',
      '__Host-rollcall.state',
      '__Host-rollcall.pkce',
    ])
    for (const { options } of cookies)
      expect(options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/', secure: true })
    expect(cookies.map(({ options }) => options.maxAge)).toEqual([undefined, undefined, undefined, 600, 600])
  })
})

test('a sandbox over http has cookies that browsers keep there', async () => {
  const { cookieNames, cookieLine, nextAuthCookies } = await cookiesAt('http://localhost:3000')
  expect(cookieLine(cookieNames.session(), '', 0)).toBe(
    'rollcall.session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
  )
  expect(nextAuthCookies().sessionToken?.options.secure).toBe(false)
})

test('a line is read back into name and value, whatever the value holds', async () => {
  const { readCookieLine } = await cookiesAt('https://rollcall.example')
  expect(readCookieLine('name=a=b==; Path=/; HttpOnly')).toEqual(['name', 'a=b=='])
})
