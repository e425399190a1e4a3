import { beforeEach, describe, expect, test, vi } from 'vitest'
import { within } from './within.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

describe('what is waited for', () => {
  test('is what the work comes to, and leaves no timer behind', async () => {
    expect(await within(1_000, Promise.resolve('rows'))).toBe('rows')
    await expect(within(1_000, Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is nothing once it takes longer than that', async () => {
    const answer = within(1_000, new Promise(() => {}))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await answer).toBeNull()
  })
})
