import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { MemoryRouter, useLocation, useNavigationType } from 'react-router-dom'
import { expect, test } from 'vitest'
import { useLinkedCode } from '#src/features/auth/linked-code.ts'

function open(address: string) {
  const seen = new Set<string>()
  const wrapper = ({ children }: { children: ReactNode }) => (
    <MemoryRouter initialEntries={[address]}>{children}</MemoryRouter>
  )
  const { result } = renderHook(
    () => {
      const linked = useLinkedCode()
      seen.add(JSON.stringify(linked))
      return { linked, location: useLocation(), navigation: useNavigationType() }
    },
    { wrapper },
  )
  return { ...result.current, seen: [...seen] }
}

test('takes email and code out of the address and keeps them, from the first moment on', () => {
  const link = '/confirm?email=a%40b.example&code=123456&returnTo=%2Ffiles'
  const { linked, location, navigation, seen } = open(link)
  expect(linked).toEqual({ email: 'a@b.example', code: '123456' })
  expect(location).toMatchObject({ pathname: '/confirm', search: '?returnTo=%2Ffiles' })
  expect(seen).toEqual([JSON.stringify(linked)])
  // Going back must not lead to the link.
  expect(navigation).toBe('REPLACE')
})

test('what is no code is not filled in, and leaves the address too', () => {
  const { linked, location } = open('/confirm?code=<b>1</b>&email=two%20words')
  expect(linked).toEqual({})
  expect(location.search).toBe('')
})

test.each([
  [
    'a raw plus, which a query reads as a space',
    'email=ada+news+2@example.com',
    'ada+news+2@example.com',
  ],
  ['a space around it', 'email=%20ada@example.com%20', 'ada@example.com'],
  [
    'what is no address, and could not be mended on a screen without a field for it',
    'email=ada',
    undefined,
  ],
])('of the address, %s', (_what, query, email) => {
  expect(open(`/confirm?${query}`).linked.email).toBe(email)
})

test.each([
  ['in groups', '12-34%2056', '123456'],
  ['too long', '123456789', undefined],
  ['too short', '12345', undefined],
])('of the code, %s', (_what, code, expected) => {
  expect(open(`/confirm?code=${code}`).linked.code).toBe(expected)
})

test('without a link there is nothing', () => {
  expect(open('/confirm').linked).toEqual({})
})
