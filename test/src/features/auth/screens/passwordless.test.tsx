import { waitFor } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'

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
  holdClock,
  password,
  press,
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
