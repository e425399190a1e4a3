import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { safeReturnAddress } from './return-address.ts'

const ORIGIN = 'https://rollcall.example'
const ALLOWED = /^\/(agents|connection)(\/|\?|$)/

beforeAll(() => {
  vi.stubEnv('ZOOM_CLIENT_ID', 'id')
  vi.stubEnv('ZOOM_CLIENT_SECRET', 'secret')
  vi.stubEnv('NEXTAUTH_URL', ORIGIN)
  vi.stubEnv('NEXTAUTH_SECRET', 'a-secret-of-at-least-thirty-two-bytes')
})

describe('the address to come back to', () => {
  test.each([
    ['/agents', '/agents'],
    ['/agents/a%2Fb%25?search=Jos%C3%A9&access=active', '/agents/a%2Fb%25?search=Jos%C3%A9&access=active'],
    [`${ORIGIN}/agents?region=x`, '/agents?region=x'],
    ['/connection', '/connection'],
    ['/agents/../connection', '/connection'],
    [`/agents?search=${'x'.repeat(1_985)}`, `/agents?search=${'x'.repeat(1_985)}`],
  ])('%s is kept', (address, kept) => {
    expect(safeReturnAddress(address)).toBe(kept)
  })

  test.each([
    [''],
    [null],
    [undefined],
    ['/'],
    ['https://evil.example/connection'],
    ['//evil.example/connection'],
    ['/\\evil.example/connection'],
    ['\\\\evil.example/agents'],
    ['https:/\\evil.example'],
    ['/\t/evil.example/agents'],
    ['https://rollcall.example@evil.example/connection'],
    ['https://rollcall.example.evil.example/agents'],
    ['http://rollcall.example/connection'],
    ['https://rollcall.example:444/connection'],
    ['javascript:alert(1)//agents'],
    ['data:text/html,/agents'],
    ['/api/auth/signout'],
    ['/sign-in'],
    ['/sign-in?reason=signed_out'],
    ['/sign-in?callbackUrl=/sign-in'],
    [`${ORIGIN}/sign-in/`],
    ['/agents/../sign-in?callbackUrl=/agents'],
    ['/agents/%2e%2e/sign-in'],
    ['/api/auth/callback/zoom?code=1'],
    ['/api/auth/signin'],
    ['/agentsx'],
    ['/agents/../api/auth/signout'],
    ['/agents/%2e%2e/api/zoom'],
    ['http://['],
    ['https://%'],
    [`/agents?search=${'x'.repeat(2_000)}`],
    [`/connection?search=${'é'.repeat(1_000)}`],
    [`${'/x/..'.repeat(500)}/connection`],
    ['/connection/%'],
    ['/connection/%e0%a4'],
  ])('%s becomes the list', address => {
    expect(safeReturnAddress(address)).toBe('/agents')
  })

  test('of any garbage ends on our own origin and on a page of ours', () => {
    const piece = fc.constantFrom(
      ...[
        '/',
        '\\',
        '//',
        '@',
        ':',
        '?',
        '#',
        '..',
        '%2e',
        '%2f',
        '%5c',
        '%',
        '\t',
        '\n',
        ' ',
        '\u0000',
        '\ud800',
      ],
      ...[
        'agents',
        'connection',
        'sign-in',
        'api',
        'https:',
        'javascript:',
        'rollcall.example',
        'evil.example',
      ],
    )
    const garbage = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join('')),
      fc.array(piece, { maxLength: 8 }).map(pieces => `/agents${pieces.join('')}`),
      fc.webUrl(),
    )
    fc.assert(
      fc.property(garbage, address => {
        const kept = safeReturnAddress(address)
        expect(kept).toMatch(ALLOWED)
        const url = new URL(kept, ORIGIN)
        expect(url.origin).toBe(ORIGIN)
        expect(url.pathname + url.search).toBe(kept)
        expect(safeReturnAddress(kept)).toBe(kept)
      }),
      { numRuns: 300 },
    )
  })
})
