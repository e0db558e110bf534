import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { MemoryRouter } from 'react-router-dom'
import { expect, test } from 'vitest'
import { useReturnTo } from '#src/features/auth/return-to.ts'

test.each([
  ['/files/a?b=1#c', '/sign-up?returnTo=%2Ffiles%2Fa%3Fb%3D1%23c'],
  ['//evil.example', '/sign-up'],
  ['https://evil.example', '/sign-up'],
])('of the way back %s, a link on keeps %s', (returnTo, link) => {
  const address = `/sign-in?returnTo=${encodeURIComponent(returnTo)}`
  const wrapper = ({ children }: { children: ReactNode }) => (
    <MemoryRouter initialEntries={[address]}>{children}</MemoryRouter>
  )
  const { result } = renderHook(useReturnTo, { wrapper })
  expect(result.current.keepingReturn('/sign-up')).toBe(link)
})
