import { waitFor } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'

import { promiseOf } from '#src/aws/promise-of.ts'
import { lastEmailKey } from '#src/aws/storage-keys.ts'
import { plugInPasskey } from '#test/support/passkeys.ts'

import {
  code,
  email,
  expectRefused,
  expectScreen,
  expectSignedIn,
  expectText,
  field,
  fill,
  follow,
  heading,
  main,
  holdClock,
  password,
  press,
  signIn,
  startScreens,
} from '#test/support/screens.tsx'

const passwordless = {
  pool: {
    MfaConfiguration: 'OFF',
    EnabledMfas: [],
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] } },
    WebAuthnRelyingPartyID: 'localhost',
  },
  client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'] },
  config: { signInWith: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] as const },
}

test('a code by mail instead of the password: wrong, across a reload, sent anew', async () => {
  const clock = holdClock()
  const screens = await startScreens(passwordless)
  const person = screens.make('confirmed')
  await screens.go('/sign-in?returnTo=/about')
  await press('Email me a code')
  await expectRefused(email, 'Enter your email')
  fill(email(), person.email)
  await press('Email me a code')
  await expectScreen('Enter your code')
  await screens.reload()
  expect(heading().textContent).toBe('Enter your code')
  // There is no second step that a device could be spared.
  expect(main().queryByRole('checkbox')).toBeNull()
  fill(code(), '  ')
  await press('Continue')
  await expectRefused(code, 'Enter the code')
  fill(code(), '00000000')
  await press('Continue')
  await expectRefused(code, 'not the right code')
  clock.pass(31)
  await press('Send a new code')
  await expectText('A new code is on its way')
  fill(code(), screens.code(person.email))
  await press('Continue')
  await expectSignedIn()
})

test('while one way in is on its way, no other begins', async () => {
  const { go, make, asked, keepBack } = await startScreens(passwordless)
  const person = make('confirmed')
  await go('/sign-in')
  fill(email(), person.email)
  fill(password(), person.password)
  const first = keepBack('InitiateAuth USER_AUTH')
  await press('Email me a code')
  await first.reached
  await press('Sign in')
  first.release()
  await expectScreen('Enter your code')
  expect(asked()).toEqual(['InitiateAuth'])
})

test('a way that a person does not have: those they have, to choose from', async () => {
  const screens = await startScreens(passwordless)
  const person = screens.make('confirmed')
  await screens.go('/sign-in?returnTo=/about')
  fill(email(), person.email)
  await press('Use a passkey')
  await expectScreen('Choose how to sign in')
  await screens.reload()
  expect(heading().textContent).toBe('Choose how to sign in')
  expect(field(/^Password/).checked).toBe(true)
  await userEvent.click(field(/by email/))
  await press('Continue')
  await expectScreen('Enter your code')
  fill(code(), screens.code(person.email))
  await press('Continue')
  await expectSignedIn()
})

test('the password after all, from among the ways', async () => {
  const screens = await startScreens(passwordless)
  const person = screens.make('confirmed')
  await screens.go('/sign-in?returnTo=/about')
  fill(email(), person.email)
  await press('Use a passkey')
  await expectScreen('Choose how to sign in')
  await press('Continue')
  await expectScreen(/Sign in to/)
  await waitFor(() => expect(email().value).toBe(person.email))
  fill(password(), person.password)
  await press('Sign in')
  await expectSignedIn()
})

test('a pool that has stopped allowing it says so, and offers another way', async () => {
  const screens = await startScreens({ config: passwordless.config })
  await screens.go('/sign-in')
  fill(email(), screens.make('confirmed').email)
  await press('Email me a code')
  await expectText('This is not possible here')
  await follow('Forgot your password?')
  await expectScreen('Reset your password')
})

/** `answer` is what the browser says to whether it can offer passkeys at a field. */
function offersPasskeys(answer: Promise<boolean>) {
  const credentials = plugInPasskey()
  Object.assign(PublicKeyCredential, { isConditionalMediationAvailable: () => answer })
  return credentials
}

test('an offer of passkeys that comes late does not break into a sign-in', async () => {
  const { promise, resolve } = promiseOf<boolean>()
  offersPasskeys(promise)
  const screens = await startScreens(passwordless)
  const person = screens.make('confirmed')
  screens.tab.local.set(lastEmailKey, person.email)
  const { reached, release } = screens.keepBack('RespondToAuthChallenge PASSWORD_VERIFIER')
  await signIn(screens, person)
  await reached
  resolve(true)
  await promise
  release()
  await expectSignedIn()
})

test('nothing is offered to whoever has no passkey, and the page stays', async () => {
  offersPasskeys(Promise.resolve(true))
  const screens = await startScreens(passwordless)
  const person = screens.make('confirmed')
  screens.tab.local.set(lastEmailKey, person.email)
  const { reached, release } = screens.keepBack('InitiateAuth USER_AUTH')
  await screens.go('/sign-in?returnTo=/about')
  await reached
  release()
  fill(password(), person.password)
  await press('Sign in')
  await expectSignedIn()
  expect(screens.asked().filter((call) => call === 'InitiateAuth')).toHaveLength(2)
})
