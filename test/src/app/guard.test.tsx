import { act, render } from '@testing-library/react'
import type { ComponentType, ReactNode } from 'react'
import { Provider } from 'react-redux'
import { MemoryRouter, useLocation, useNavigationType } from 'react-router-dom'
import { expect, test } from 'vitest'

import { SignedInOnly, SignedOutOnly } from '#src/app/guard.tsx'
import { createStore } from '#src/app/store.ts'
import { createServices } from '#src/aws/create-services.ts'
import { nothingKept } from '#src/aws/find-opening.ts'
import { idlePlatform } from '#src/aws/platform.ts'
import { sessionChanged } from '#src/features/auth/auth-actions.ts'
import type { AuthState } from '#src/features/auth/auth-state.ts'
import { exampleConfig } from '#test/support/config.ts'

const services = createServices(exampleConfig(), idlePlatform(), nothingKept)
const user = {
  sub: 'ada',
  username: 'ada',
  email: 'ada@example.com',
  attributes: {},
  groups: [],
  signedInAt: 0,
  issuedAt: 0,
  expiresAt: 0,
}
const isIn: AuthState = { status: 'signed-in', user }
const isAsked: AuthState = { status: 'restoring', user }
const isOut = (reason: 'never' | 'ended' | 'elsewhere') =>
  ({ status: 'signed-out', reason }) as const

/** What a guard makes of a state: what is seen, and where it leads. */
function guarded(
  auth: AuthState,
  address: string,
  Guard: ComponentType<{ children: ReactNode }> = SignedInOnly,
) {
  const store = createStore(services, auth)
  const places: object[] = []
  const Place = ({ children }: { children?: ReactNode }) => {
    const { pathname, search, state } = useLocation()
    places.push({ to: pathname + search, state: state as unknown, by: useNavigationType() })
    return pathname === address.replace(/[?#].*/, '') ? children : null
  }
  const { container } = render(
    <Provider store={store}>
      <MemoryRouter initialEntries={[address]}>
        <Place>
          <Guard>the page</Guard>
        </Place>
      </MemoryRouter>
    </Provider>,
  )
  return { store, seen: () => container.textContent, place: () => places.at(-1) }
}

const stays = { by: 'POP' }
const led = (to: string, state: object | null = null) => ({ by: 'REPLACE', to, state })

test('who is in sees the page; while that is being asked nobody is led away', () => {
  const inside = guarded(isIn, '/files')
  expect([inside.seen(), inside.place()]).toMatchObject(['the page', stays])
  for (const Guard of [SignedInOnly, SignedOutOnly]) {
    const asked = guarded(isAsked, '/files', Guard)
    expect(asked.place()).toMatchObject(stays)
    expect(asked.seen()).not.toContain('the page')
  }
})

test.each([
  ['was never in', isOut('never'), led('/sign-in?returnTo=%2Ffiles%3Fpage%3D2%23end')],
  [
    'is on the way in',
    { status: 'step', step: { type: 'passkey' } } as const,
    led('/sign-in?returnTo=%2Ffiles%3Fpage%3D2%23end'),
  ],
  [
    'was in until it ended',
    isOut('ended'),
    led('/signed-out?returnTo=%2Ffiles%3Fpage%3D2%23end', { reason: 'ended' }),
  ],
])('who %s is led to where they get in, and can come back', (_, auth, to) => {
  const { seen, place } = guarded(auth, '/files?page=2#end')
  expect(place()).toEqual(to)
  expect(seen()).toBe('')
})

test('who has left is told so, and is not led back to where they were', () => {
  const { store, place } = guarded(isIn, '/files')
  act(() => void store.dispatch(sessionChanged(isOut('elsewhere'))))
  expect(place()).toEqual(led('/signed-out', { reason: 'elsewhere' }))
})

test.each([
  ['/sign-in', '/account'],
  ['/sign-in?returnTo=%2Ffiles%3Fpage%3D2', '/files?page=2'],
  ['/sign-in?returnTo=%2F%2Fevil.example', '/account'],
])('who is in already is led from %s to %s', (address, to) => {
  expect(guarded(isIn, address, SignedOutOnly).place()).toEqual(led(to))
  expect(guarded(isOut('never'), address, SignedOutOnly).seen()).toBe('the page')
})
