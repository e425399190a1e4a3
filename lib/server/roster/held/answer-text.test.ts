import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { AnswerText, SharedText, SharedTexts } from './answer-text.ts'

describe('an answer as gzip', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ size: 'large' }),
    fc.lorem({ maxCount: 300 }),
  )

  test('is its text, whatever head stands before what is shared', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), text, async (heads, rest) => {
        const shared = new SharedText(rest)
        for (const head of heads) {
          const answer = new AnswerText(head, shared)
          expect(gunzipSync(await answer.gzip()).toString()).toBe(answer.text)
        }
      }),
    )
  })

  test('compresses what is shared once', async () => {
    const shared = new SharedText('x'.repeat(1_000))
    const packed = shared.packed()
    const answers = ['a', 'b'].map(head => new AnswerText(head, shared))
    const sizes = await Promise.all(answers.map(async answer => (await answer.gzip()).length))
    expect(Math.max(...sizes)).toBeLessThan(100)
    expect(shared.packed()).toBe(packed)
  })
})

test('texts are written once for those who ask within two seconds, by what they ask', () => {
  vi.useFakeTimers()
  const texts = new SharedTexts()
  const write = vi.fn(() => 'all')
  const first = texts.get('a', write)
  expect(texts.get('a', write)).toBe(first)
  expect(texts.get('b', () => 'other').text).toBe('other')
  vi.advanceTimersByTime(1_999)
  expect(texts.get('a', write)).toBe(first)
  expect(write).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1)
  expect(texts.get('a', write)).not.toBe(first)
})
