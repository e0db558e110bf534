import { waitFor } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { expect, onTestFinished, test } from 'vitest'

import type { User } from '#infra/local/user-pool/model.ts'
import { promiseOf } from '#src/aws/promise-of.ts'
import { lastEmailKey, sessionKey, stepKey } from '#src/aws/storage-keys.ts'
import { registerPasskey } from '#src/aws/web-authn.ts'
import { keepDraft } from '#src/features/auth/drafts.ts'
import { plugInPasskey } from '#test/support/passkeys.ts'

import {
  alert,
  button,
  code,
  email,
  expectAlert,
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
import type { Screens } from '#test/support/screens.tsx'
import { openApp } from '#test/support/services.ts'

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
  expect(document.activeElement).toBe(button(/^Send a new code/))
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
  await waitFor(() => expect(screens.tab.stored()).not.toHaveProperty(stepKey))
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

/** Somebody with a passkey, made in another browser. */
async function withPasskey(screens: Screens, change?: (user: User) => User) {
  const person = screens.make('confirmed', change)
  const { session, signIn: entry, signOut } = await openApp(screens).services.engine()
  await entry.withPassword({ ...person, keep: false })
  await registerPasskey(session)
  await signOut()
  return person
}

test('a passkey from among the ways: called off, across a reload, used', async () => {
  const credentials = plugInPasskey()
  const screens = await startScreens(passwordless)
  // A code can only go to an address that is verified.
  const person = await withPasskey(screens, ({ attributes, ...user }) => {
    const { email_verified: _verified, ...rest } = attributes
    return { ...user, attributes: rest }
  })
  await screens.go('/sign-in?returnTo=/about')
  fill(email(), person.email)
  await press('Email me a code')
  await expectScreen('Choose how to sign in')
  await userEvent.click(field(/^Passkey/))
  const { get } = credentials
  credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'))
  await press('Continue')
  await expectScreen('Use your passkey')
  await expectAlert('No passkey was used')
  const before = alert()
  await press('Use the passkey')
  await waitFor(() => expect(alert()).not.toBe(before))
  expect(document.activeElement).toBe(button('Use the passkey'))
  screens.asked()
  await screens.reload()
  expect(heading().textContent).toBe('Use your passkey')
  expect(main().queryByRole('alert')).toBeNull()
  expect(screens.asked()).toEqual([])
  credentials.get = get
  await press('Use the passkey')
  await expectSignedIn()
})

/** `answer` is what the browser says to whether it can offer passkeys at a field. */
function offersPasskeys(answer: () => Promise<boolean>) {
  const credentials = plugInPasskey()
  Object.assign(PublicKeyCredential, { isConditionalMediationAvailable: answer })
  return credentials
}

test('an offer of passkeys that comes late does not break into a sign-in', async () => {
  const { promise, resolve } = promiseOf<boolean>()
  offersPasskeys(() => promise)
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
  offersPasskeys(async () => true)
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

test('a passkey is offered to the address typed before, and kept as the box says', async () => {
  offersPasskeys(async () => true)
  const screens = await startScreens(passwordless)
  const { email: address } = await withPasskey(screens)
  keepDraft({ email: address, keep: 'off' })
  await screens.go('/sign-in?returnTo=/about')
  await expectSignedIn()
  expect(screens.tab.stored()).toHaveProperty(sessionKey)
  await waitFor(() => expect(sessionStorage.getItem('draft')).toBeNull())
})

test.each([
  ['the browser cannot', passwordless, async (): Promise<boolean> => false],
  ['the browser fails', passwordless, (): Promise<boolean> => Promise.reject(new Error('no'))],
  ['passkeys are not in use', {}, async (): Promise<boolean> => true],
])('where %s no passkey is asked about', async (_, settings, answer) => {
  offersPasskeys(answer)
  const screens = await startScreens(settings)
  const person = screens.make('confirmed')
  screens.tab.local.set(lastEmailKey, person.email)
  const { store } = await screens.go('/sign-in?returnTo=/about')
  const begun = new Set<string>()
  const look = () => Object.keys(store.getState().requests).forEach((name) => begun.add(name))
  look()
  onTestFinished(store.subscribe(look))
  await waitFor(() => expect(email().value).toBe(person.email))
  fill(password(), person.password)
  await press('Sign in')
  await expectSignedIn()
  expect([...begun]).toEqual(['auth/signIn'])
})

test('nothing is offered any more to who has left, nor waited for', async () => {
  const { promise, resolve } = promiseOf<boolean>()
  const credentials = offersPasskeys(() => promise)
  const screens = await startScreens(passwordless)
  const person = await withPasskey(screens)
  screens.tab.local.set(lastEmailKey, person.email)
  screens.asked()
  await screens.go('/sign-in?returnTo=/about')
  await follow('Forgot your password?')
  await expectScreen('Reset your password')
  resolve(true)
  await promise
  await press(/code/)
  await expectScreen('Choose a new password')
  expect(screens.asked()).toEqual(['ForgotPassword'])

  const waiting: CredentialRequestOptions[] = []
  credentials.get = (options: object) => {
    waiting.push(options)
    return new Promise<never>(() => {})
  }
  await screens.go('/sign-in?returnTo=/about')
  await waitFor(() => expect(waiting).toHaveLength(1))
  // In another tab, so that this one is led away by its guard.
  const other = await openApp(screens, screens.browser.openTab()).services.engine()
  await other.signIn.withPassword({ ...person, keep: true })
  await expectSignedIn()
  expect(waiting[0]?.signal?.aborted).toBe(true)
})
