import { waitFor } from '@testing-library/dom'
import { expect, test } from 'vitest'

import {
  code,
  email,
  expectAlert,
  expectPath,
  expectRefused,
  expectScreen,
  expectSignedIn,
  expectText,
  fill,
  follow,
  holdClock,
  password,
  press,
  signIn,
  startScreens,
} from '#test/support/screens.tsx'

const better = 'plum-tree-house-7'

test('ask, code and new password, and in; the old password is no good any more', async () => {
  const screens = await startScreens()
  const person = screens.make('confirmed')
  await screens.go('/sign-in?returnTo=/about')
  fill(email(), person.email)
  await follow('Forgot your password?')
  await expectPath('/forgot-password')
  await waitFor(() => expect(email().value).toBe(person.email))
  await press('Send the code')
  await expectScreen('Choose a new password')
  await screens.reload()
  await expectText(`If ${person.email} has an account here`)

  await press('Save and sign in')
  await expectRefused(code, 'Enter the code')
  fill(code(), '000000')
  fill(password('New password'), 'password1')
  await press('Save and sign in')
  await expectRefused(() => password('New password'), 'Many people use this password')
  fill(password('New password'), better)
  await press('Save and sign in')
  await expectRefused(code, 'not right, or it has run out')
  expect(password('New password').value).toBe(better)

  fill(code(), screens.code(person.email))
  await press('Save and sign in')
  await expectSignedIn()

  localStorage.clear()
  screens.tab.local.remove('session')
  await signIn(screens, person)
  await expectRefused(password, 'The email or the password is not right')
})

test('opened without knowing whose code it is: a new one goes to the address typed', async () => {
  const screens = await startScreens()
  const person = screens.make('confirmed')
  await screens.go('/reset-password?returnTo=/about')
  await press('Send a new code')
  await expectRefused(email, 'Enter your email.')
  fill(email(), person.email)
  fill(password('New password'), better)
  await press('Send a new code')
  await expectText('a new code is on its way')
  await expectText(`If ${person.email} has an account here`)
  fill(code(), screens.code(person.email))
  await press('Save and sign in')
  await expectSignedIn()
})

test('one that is demanded says so, also once another code has been sent', async () => {
  const clock = holdClock()
  const screens = await startScreens()
  const person = screens.make('reset-required')
  await signIn(screens, person)
  await expectText('A new password is needed before you can sign in')
  const before = screens.inbox(person.email).length
  clock.pass(31)
  await press('Send a new code')
  await waitFor(() => expect(screens.inbox(person.email)).toHaveLength(before + 1))
  await expectText('on its way')
  await expectText('A new password is needed before you can sign in')
  fill(code(), screens.code(person.email))
  fill(password('New password'), better)
  await press('Save and sign in')
  await expectSignedIn()
})

test('changed, though one cannot sign in with it just now: back to the form, which says so', async () => {
  const screens = await startScreens()
  const person = screens.make('confirmed')
  await screens.go(`/reset-password?email=${person.email}`)
  await press('Send a new code')
  await waitFor(() => expect(screens.inbox(person.email)).not.toEqual([]))
  screens.fail('InitiateAuth', 'error')
  fill(code(), screens.code(person.email))
  fill(password('New password'), better)
  await press('Save and sign in')
  await expectPath('/sign-in')
  await expectText('Your password has been changed')
})

test('the words are the same without an account, and for one that was never confirmed', async () => {
  const screens = await startScreens()
  const people = (['unconfirmed', 'disabled', 'new-password'] as const).map((it) =>
    screens.make(it),
  )
  for (const address of ['nobody@example.com', ...people.map((it) => it.email)]) {
    await screens.go('/forgot-password')
    fill(email(), address)
    await press('Send the code')
    await expectScreen('Choose a new password')
    await expectText(`If ${address} has an account here`)
    fill(code(), '123456')
    fill(password('New password'), better)
    await press('Save and sign in')
    await expectRefused(code, 'not right, or it has run out')
    await follow('Use another address')
    await expectPath('/forgot-password')
  }
})

test('asked for too often: said so, with nothing lost, and good again after the wait', async () => {
  const screens = await startScreens()
  const person = screens.make('confirmed')
  const ask = async () => {
    await screens.go('/forgot-password')
    fill(email(), person.email)
    await press('Send the code')
  }
  const { signUp } = await (await screens.go('/about')).services.engine()
  for (let time = 0; time < 5; time += 1) await signUp.requestReset(person)
  await ask()
  await expectAlert('asked for too often')
  expect(email().value).toBe(person.email)
  screens.clock.advance(3600)
  await press('Send the code')
  await expectScreen('Choose a new password')
  await follow('Back to sign in')
  await expectPath('/sign-in')
})
