import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { holdScripts, withLateScripts } from './late-scripts.ts'

const script = (name: string, more = 'async=""') =>
  `<script src="/_next/static/chunks/${name}.js" ${more} nonce="n0nce+/=="></script>`
const LATE = /<script type="text\/late" src="\/_next\/static\/chunks\/(\w+)\.js" /g
const PAGE = `<head><link rel="preload" as="script" nonce="n0nce+/==" href="/_next/static/chunks/main.js"/>${script('a')}${script('old', 'noModule=""')}</head><body>the rows${script('main', 'id="_R_" async=""')}<script nonce="n0nce+/==">flight</script>`

describe('a page', () => {
  test('asks for none of its scripts by itself, and has what asks for them after the last', () => {
    const late = withLateScripts(PAGE)
    expect([...late.matchAll(LATE)].map(([, name]) => name)).toEqual(['a', 'main'])
    expect(late).not.toContain('preload')
    expect(late).toContain(script('old', 'noModule=""'))
    expect(late).toMatch(
      /main\.js" [^>]*><\/script><script nonce="n0nce\+\/==">\(function .*\)\("text\/late",\d+,\d+\)<\/script><script nonce/s,
    )
  })

  test('without such scripts stays as it is, whatever stands in it', () => {
    const pieces = fc.constantFrom(
      '<script>',
      '</script>',
      '<script src="/x.js" async="" nonce="n">',
      '$1',
      '$&',
      'é',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), parts => {
        expect(withLateScripts(parts.join(''))).toBe(parts.join(''))
      }),
    )
  })

  test('keeps all else, also what looks like a pattern of replacement', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const late = withLateScripts(`${before}${script('a')}${after}`)
        expect(late.startsWith(`${before}<script type="text/late" `)).toBe(true)
        expect(late.endsWith(`</script>${after}`)).toBe(true)
      }),
    )
  })
})

/** As far as such a one is used. */
class Script {
  src = ''
  nonce = ''
  attributes: { name: string; value: string }[] = []
  onload = () => {}
  onerror = () => {}
  replaceWith = (made: Script) => this.made.push(made)
  made: Script[] = []
  setAttribute(name: string, value: string) {
    this.attributes.push({ name, value })
    Object.assign(this, { [name]: value })
  }
}

describe('in the browser', () => {
  /** Runs what asks for the scripts, in a page that does nothing by itself. */
  function open({ hidden = false } = {}) {
    const run = /\((function .*\)\("text\/late",\d+,\d+\))<\/script>/s.exec(withLateScripts(script('a')))?.[1]
    const tag = {
      nonce: 'n',
      attributes: [
        { name: 'type', value: 'text/late' },
        { name: 'src', value: '/a.js' },
      ],
      replaceWith: (made: Script) => fetched.push(made),
    }
    const fetched: Script[] = []
    const notice = { hidden: true }
    const frames: (() => void)[] = []
    const timers: { work: () => void; ms: number }[] = []
    const document = {
      hidden,
      createElement: () => new Script(),
      querySelector: () => notice,
      querySelectorAll: () => (fetched.length === 0 ? [tag] : []),
    }
    runInNewContext(`(${run}`, {
      document,
      requestAnimationFrame: (work: () => void) => frames.push(work),
      setTimeout: (work: () => void, ms = 0) => timers.push({ work, ms }),
    })
    return { fetched, frames, timers, notice }
  }
  const A = expect.objectContaining({ src: '/a.js', nonce: 'n' })

  test('they are asked for once, after the frame and not within it', () => {
    const { fetched, frames, timers } = open()
    for (const work of frames) work()
    expect(fetched).toEqual([])
    for (const { work } of timers) work()
    expect(fetched).toEqual([A])
  })

  test('they do not wait for frames where there are none', () => {
    expect(open({ hidden: true }).fetched).toEqual([A])
    const { fetched, timers } = open()
    expect(timers.map(({ ms }) => ms)).toEqual([500])
    timers[0]?.work()
    expect(fetched).toEqual([A])
  })

  test('one that cannot be had is asked for again, until it is here; the page says so for as long', () => {
    const { fetched, timers, notice } = open({ hidden: true })
    let [script] = fetched
    for (let tries = 0; tries < 3; tries++) {
      script?.onerror()
      expect(notice.hidden).toBe(false)
      const { work, ms } = timers[tries] ?? {}
      expect(ms).toBe(3_000)
      work?.()
      expect(script?.made).toEqual([A])
      script = script?.made[0]
    }
    script?.onload()
    expect(notice.hidden).toBe(true)
    expect(timers).toHaveLength(3)
  })
})

describe('an answer', () => {
  let answer: (response: ServerResponse) => void
  const server = createServer((_request, response) => {
    holdScripts(response)
    answer(response)
  }).listen(0, '127.0.0.1')
  afterAll(() => server.close())

  async function ask(type: string, pieces: readonly Buffer[]): Promise<string> {
    answer = response => {
      response.setHeader('content-type', type)
      response.flushHeaders()
      for (const piece of pieces) response.write(piece)
      response.end()
    }
    if (!server.listening) await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    return (await fetch(`http://127.0.0.1:${port}`)).text()
  }

  test('of HTML is changed in its first piece alone, which may end within a letter', async () => {
    const bytes = Buffer.from(`${PAGE}é`)
    const got = await ask('text/html; charset=utf-8', [
      bytes.subarray(0, -1),
      bytes.subarray(-1),
      Buffer.from(script('later')),
    ])
    expect(got).toBe(`${withLateScripts(PAGE)}é${script('later')}`)
  })

  test('of another kind is not changed', async () => {
    expect(await ask('text/x-component', [Buffer.from(PAGE)])).toBe(PAGE)
  })
})
