import { describe, expect, test } from 'vitest'
import { authErrorCodes } from '#src/aws/auth-error-table.ts'
import { english, problemOf, type Screen } from '#src/features/auth/problems.tsx'

const screens: Readonly<Record<Screen, readonly string[]>> = {
  'sign-in': ['email', 'password'],
  choose: [],
  code: ['code'],
  'choose-mfa': [],
  'set-up': ['code'],
  'new-password': ['password'],
  'sign-up': ['custom:agentName', 'email', 'password'],
  confirm: ['code'],
  forgot: ['email'],
  reset: ['code', 'password'],
}
const names = Object.keys(screens) as Screen[]

const said = (screen: Screen, code: (typeof authErrorCodes)[number]) =>
  problemOf({ code }, screen, screens[screen], english)

describe.each(names)('on the screen %s', (screen) => {
  test.each(authErrorCodes)('%s has a sentence, at a place that exists', (code) => {
    const problem = said(screen, code)
    expect(problem.text).toMatch(/^[A-Z].+\.$/s)
    expect(['form', ...screens[screen]]).toContain(problem.at)
  })

  test('no sentence tells an address with an account from one without', () => {
    expect(said(screen, 'user-not-found')).toEqual(said(screen, 'wrong-credentials'))
    for (const code of authErrorCodes)
      expect(said(screen, code).text).not.toMatch(/not exist|no account|unknown (user|email)/i)
  })
})

describe('a code from a mail', () => {
  test.each(['confirm', 'reset'] as const)(
    'on %s: wrong, expired, unheard of and not in use look alike',
    (on) => {
      const wrong = said(on, 'code-mismatch')
      expect(wrong.at).toBe('code')
      for (const code of [
        'code-expired',
        'user-not-found',
        'user-not-confirmed',
        'user-disabled',
        'no-recovery-address',
      ] as const)
        expect(said(on, code)).toEqual(wrong)
    },
  )

  test('during a sign-in, wrong and expired are told apart', () => {
    expect(said('code', 'code-expired').text).not.toBe(said('code', 'code-mismatch').text)
  })
})

test('what is wrong with the credentials stands at the password, if there is one', () => {
  expect(said('sign-in', 'wrong-credentials').at).toBe('password')
  const passwordless = problemOf({ code: 'wrong-credentials' }, 'sign-in', ['email'], english)
  expect(passwordless).toEqual({ at: 'form', text: english.errors.refused })
})

test('an attribute is refused at its field, or above the form that lacks it', () => {
  const failure = { code: 'invalid-attribute', field: 'custom:agentName' } as const
  expect(problemOf(failure, 'sign-up', screens['sign-up'], english).at).toBe('custom:agentName')
  expect(problemOf(failure, 'reset', screens.reset, english).at).toBe('form')
})

test('only a lock-out has a time to wait for', () => {
  const locked = problemOf({ code: 'too-many-attempts', retryAt: 5 }, 'sign-in', [], english)
  expect(locked.until).toBe(5)
  expect(problemOf({ code: 'throttled', retryAt: 5 }, 'sign-in', [], english).until).toBeUndefined()
})

test('a way on is offered where the submit button is none', () => {
  expect(said('code', 'wrong-credentials').action).toBe('start-again')
  expect(said('sign-up', 'not-allowed')).toMatchObject({ action: 'sign-in' })
  expect(said('sign-in', 'password-reset-required').action).toBe('reset')
  expect(said('confirm', 'already-confirmed').action).toBe('sign-in')
})
