import type { ReactElement, ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import ErrorPage from './error.tsx'

type Element = ReactElement<{ children?: ReactNode; onClick?: () => void }>

function buttonsIn(node: ReactNode): Element[] {
  if (Array.isArray(node)) return node.flatMap(buttonsIn)
  if (typeof node !== 'object' || node === null) return []
  const element = node as Element
  return element.type === 'button' ? [element] : buttonsIn(element.props.children)
}

test('trying again asks the server for the page anew', () => {
  const again = { retry: vi.fn(), reset: vi.fn() }
  for (const { props } of buttonsIn(ErrorPage({ error: new Error(), ...again }))) props.onClick?.()
  expect(again.retry).toHaveBeenCalledOnce()
  // By itself it shows once more what the server has answered: the same failure.
  expect(again.reset).not.toHaveBeenCalled()
})
