import { screen, waitFor } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'

import { sessionKey } from '#src/aws/storage-keys.ts'
import { setLanguage } from '#src/words/words.ts'
import {
  button,
  code,
  described,
  email,
  expectAlert,
  expectPath,
  expectRefused,
  expectScreen,
  expectSignedIn,
  expectText,
  field,
  fill,
  follow,
  heading,
  holdClock,
  main,
  password,
  press,
  signIn,
  startScreens,
} from '#test/support/screens.tsx'

const wrong = 'The email or the password is not right.'

test('a wrong password and an unknown address look the same, and nothing typed is lost', async () => {
  const screens = await startScreens()
  const person = screens.make('confirmed')
  for (const address of ['nobody@example.com', person.email]) {
    await signIn(screens, { email: address, password: 'not-the-password-1' })
    await expectRefused(password, wrong)
    expect(password().value).toBe('not-the-password-1')
    expect(email().value).toBe(address)
  }
  // A sentence about what has been changed since goes.
  fill(password(), person.password)
  expect(described(password())).not.toContain(wrong)
  await press('Sign in')
  await expectSignedIn()
})

test('what is missing is said at its field, and no call leaves', async () => {
  const { go, asked } = await startScreens()
  await go('/sign-in')
  await press('Sign in')
  await expectRefused(email, 'Enter your email.')
  fill(email(), 'ada@example')
  fill(password(), 'x')
  await press('Sign in')
  await expectRefused(email, 'whole email address')
  expect(password().getAttribute('aria-invalid')).toBe('false')
  expect(asked()).toEqual([])
})

test('the address is trimmed and lower-cased; two clicks are one call', async () => {
  const { go, make, asked } = await startScreens()
  const person = make('confirmed')
  await go('/sign-in?returnTo=/about')
  fill(email(), `  ${person.email.toUpperCase()} `)
  fill(password(), person.password)
  await userEvent.dblClick(button('Sign in'))
  await expectSignedIn()
  expect(asked().filter((call) => call === 'InitiateAuth')).toHaveLength(1)
})

test('password managers and phones know the fields', async () => {
  const { go } = await startScreens()
  await go('/sign-in')
  expect(email().autocomplete).toBe('username')
  expect(email().type).toBe('email')
  expect(password().autocomplete).toBe('current-password')
  expect(document.querySelector('form')?.method).toBe('post')
  fill(password(), 'secret')
  await press('Show password')
  expect(password().type).toBe('text')
  await follow('Create an account')
  await expectPath('/sign-up')
  await expectScreen('Create your account')
  expect(email().autocomplete).toBe('username')
  expect(password().autocomplete).toBe('new-password')
})

test('an account that is switched off, and one locked, with the wait counted down', async () => {
  const screens = await startScreens()
  await signIn(screens, screens.make('disabled'))
  await expectAlert('switched off')
  // Since when, and so until when, is not known here.
  await signIn(screens, screens.make('locked'))
  await expectAlert('up to a quarter of an hour')
  expect(password().value).not.toBe('')

  const person = screens.make('confirmed')
  await screens.go('/sign-in')
  fill(email(), person.email)
  for (let failure = 0; failure < 5; failure += 1) {
    fill(password(), `not-the-password-${failure}`)
    await press('Sign in')
    await expectRefused(password, wrong)
  }
  await press('Sign in')
  await expectAlert('You can try again in 1 second.')
  await expectAlert('You can try again now.')
})

test('who leaves while Cognito is slow is not fetched back by its answer', async () => {
  const screens = await startScreens()
  const person = screens.make('totp')
  await screens.go('/sign-in')
  fill(email(), person.email)
  fill(password(), person.password)
  screens.hold('RespondToAuthChallenge', 5000)
  await press('Sign in')
  await waitFor(() => expect(screens.calls).toContain('RespondToAuthChallenge'))
  await follow('Forgot your password?')
  await expectScreen('Reset your password')
  await follow('Sign in')
  await expectScreen(/Sign in to/)
  // The first attempt is over, so this is another one, and need not wait for it.
  fill(password(), person.password)
  await press('Sign in')
  await expectScreen('Enter your code')
  expect(screens.calls.filter((call) => call === 'InitiateAuth')).toHaveLength(2)
})

test('throttled, broken, cut off: a sentence each, nothing lost, and then it works', async () => {
  const { go, make, fail } = await startScreens()
  const person = make('confirmed')
  await go('/sign-in?returnTo=/about')
  fill(email(), person.email)
  fill(password(), person.password)
  for (const [fault, sentence] of [
    ['throttle', 'Very many people'],
    ['error', 'The service has a problem'],
    ['drop', 'There is no connection'],
  ] as const) {
    fail('InitiateAuth', fault)
    await press('Sign in')
    await expectAlert(sentence)
    expect(password().value).toBe(person.password)
  }
  await press('Sign in')
  await expectSignedIn()
})

test('what went wrong stands until the next attempt has come to something', async () => {
  const { go, make, befall, keepBack } = await startScreens()
  const person = make('confirmed')
  const { store } = await go('/sign-in')
  fill(email(), person.email)
  fill(password(), person.password)
  const first = 'InitiateAuth USER_SRP_AUTH'
  befall(first, 'throttle')
  await press('Sign in')
  await expectAlert('Very many people')
  const alert = main().getByRole('alert')

  const again = keepBack(first)
  befall(first, 'throttle')
  await press('Sign in')
  await again.reached
  await waitFor(() => expect(button('Sign in').getAttribute('aria-disabled')).toBe('true'))
  expect(main().getByRole('alert'), 'nothing moves').toBe(alert)
  again.release()
  // A new element, which is what makes the same sentence be read again.
  await waitFor(() => expect(main().getByRole('alert')).not.toBe(alert))
  await expectAlert('Very many people')
  await follow('Forgot your password?')
  await expectScreen('Reset your password')
  expect(store.getState().requests, 'no news on a later visit').toEqual({})
})

test('so does what stands at a field, which is read out each time', async () => {
  const { go, make, keepBack } = await startScreens()
  await go('/sign-in')
  fill(email(), make('confirmed').email)
  fill(password(), 'not-the-password-1')
  const times = () => document.body.textContent?.split(wrong).length ?? 0
  await userEvent.keyboard('{Enter}')
  await expectRefused(password, wrong)
  const before = await waitFor(() => {
    // At the field, and from the announcer.
    expect(times()).toBe(3)
    return times()
  })
  const again = keepBack('RespondToAuthChallenge PASSWORD_VERIFIER')
  await userEvent.keyboard('{Enter}')
  await again.reached
  expect(described(password())).toContain(wrong)
  again.release()
  await waitFor(() => expect(times()).toBe(before + 1))

  const last = keepBack('RespondToAuthChallenge PASSWORD_VERIFIER')
  await userEvent.keyboard('{Enter}')
  await last.reached
  // Not about what is typed meanwhile.
  await userEvent.keyboard('2')
  await waitFor(() => expect(described(password())).not.toContain(wrong))
  last.release()
  await expectRefused(password, wrong)
})

test('somebody who has yet to confirm gets a new code, and is then signed in', async () => {
  const screens = await startScreens()
  const person = screens.make('unconfirmed')
  const before = screens.inbox(person.email).length
  await signIn(screens, person)
  await expectScreen('Check your email')
  expect(screens.inbox(person.email)).toHaveLength(before + 1)
  // The heading has the focus; what is typed goes into the field all the same.
  await userEvent.keyboard(screens.code(person.email))
  await expectSignedIn()
})

test('a new code that could not be sent is not said to be on its way; one more than allowed is', async () => {
  const screens = await startScreens()
  const person = screens.make('unconfirmed')
  await signIn(screens, person)
  await expectScreen('Check your email')
  await screens.go('/about')
  screens.fail('ResendConfirmationCode', 'throttle')
  await signIn(screens, person)
  await expectAlert('Very many people')
  expect(password().value).toBe(person.password)
  // Codes have come, and the newest of them counts.
  const { signUp } = await (await screens.go('/about')).services.engine()
  for (let time = 0; time < 5; time += 1) await signUp.resend(person).catch(() => undefined)
  await signIn(screens, person)
  await expectScreen('Check your email')
})

test('after a reload the code still confirms, and the sign-in screen says so', async () => {
  const screens = await startScreens()
  const person = screens.make('unconfirmed')
  await signIn(screens, person)
  await expectScreen('Check your email')
  await screens.reload()
  await expectText(person.email)
  fill(code(), screens.code(person.email))
  await expectPath('/sign-in')
  await expectText('Your email is confirmed.')
  await waitFor(() => expect(email().value).toBe(person.email))
})

test('an administrator wants a new password: code and password, and in', async () => {
  const clock = holdClock()
  const screens = await startScreens()
  const person = screens.make('reset-required')
  await signIn(screens, person)
  await expectScreen('Choose a new password')
  await expectText('A new password is needed')
  await screens.reload()
  await expectText('A new password is needed')
  clock.pass(31)
  await press('Send a new code')
  await expectText('a new code is on its way')
  fill(code(), screens.code(person.email))
  fill(password('New password'), 'a-better-one-1')
  await press('Save and sign in')
  await expectSignedIn()
})

test('whoever does not want to stay signed in is so in this tab alone', async () => {
  const screens = await startScreens()
  await screens.go('/sign-in?returnTo=/about')
  const person = screens.make('confirmed')
  fill(email(), person.email)
  fill(password(), person.password)
  await userEvent.click(field('Keep me signed in'))
  await press('Sign in')
  await expectSignedIn()
  expect(screens.tab.stored()).toHaveProperty(sessionKey)
  expect(screens.browser.shared()).not.toHaveProperty(sessionKey)
})

test('the way back is kept, and only to pages of our own', async () => {
  const screens = await startScreens()
  const person = screens.make('confirmed')
  await screens.go('/admins?tab=1#claims')
  await expectPath('/sign-in')
  fill(email(), person.email)
  fill(password(), person.password)
  await press('Sign in')
  await expectScreen('This page is not for you')
  expect(location.href).toMatch(/\/admins\?tab=1#claims$/)
  await screens.go('/sign-in?returnTo=//evil.example')
  await expectPath('/account')
})

test('in Chinese, switched while typing, with its own sentences for errors', async () => {
  const { go, asked } = await startScreens()
  try {
    await go('/sign-in')
    await press('Sign in')
    await expectRefused(email, 'Enter your email')
    fill(email(), 'ada@example')
    await press('Sign in')
    await expectRefused(email, 'Enter a whole email address')
    fill(password(), 'not-the-password-1')
    fill(password(), '')
    asked()
    await userEvent.selectOptions(screen.getByLabelText('Language'), '简体中文')
    await waitFor(() => expect(heading().textContent).toContain('登录'))
    expect(field('邮箱').value).toBe('ada@example')
    // What was said in English is said anew; what has been changed since is not judged again.
    await waitFor(() => expect(described(field('邮箱'))).toMatch('请输入完整的邮箱地址'))
    expect(field('密码').getAttribute('aria-invalid')).not.toBe('true')
    expect(document.activeElement).toBe(screen.getByLabelText('语言'))
    expect(asked()).toEqual([])
    fill(field('邮箱'), 'ada@example.com')
    fill(field('密码'), 'not-the-password-1')
    await press('登录')
    await expectRefused(() => field('密码'), '邮箱或密码不正确。')
  } finally {
    await setLanguage('en')
  }
})
