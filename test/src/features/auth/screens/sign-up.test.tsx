import { waitFor } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'

import {
  button,
  code,
  described,
  email,
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
  password,
  press,
  startScreens,
} from '#test/support/screens.tsx'
import type { Screens } from '#test/support/screens.tsx'
import { openApp } from '#test/support/services.ts'

const good = 'plum-tree-house-7'
const address = 'ada@example.com'

async function begin({ go }: Screens, given: { email: string; password: string }) {
  await go('/sign-up?returnTo=/about')
  fill(field('Agent name'), 'Ada')
  fill(email(), given.email)
  fill(password(), given.password)
  await press('Create account')
}

async function signUp(screens: Screens, given = address) {
  await begin(screens, { email: given, password: good })
  await expectScreen('Check your email')
}

test('rules are ticked off while typing; what the form refuses never leaves', async () => {
  const { go, asked } = await startScreens()
  await go('/sign-up')
  await press('Create account')
  await expectRefused(() => field('Agent name'), /./)
  fill(field('Agent name'), 'Ada')
  fill(email(), address)
  for (const [typed, sentence] of [
    ['short', 'does not meet all of the rules'],
    ['no-number-here', 'does not meet all of the rules'],
    ['password1', 'Many people use this password'],
  ] as const) {
    fill(password(), typed)
    expect(described(password())).not.toContain(sentence)
    await press('Create account')
    await expectRefused(password, sentence)
  }
  fill(password(), good)
  await waitFor(() => expect(described(password())).toMatch(/at least 8 characters\s*\(met\)/))
  expect(asked()).toEqual([])
})

test('a wrong code stays on the screen, an expired one is sent anew', async () => {
  const clock = holdClock()
  const screens = await startScreens()
  await signUp(screens)
  fill(code(), '000000')
  await expectRefused(code, 'not right, or it has run out')

  const old = screens.code(address)
  screens.clock.advance(25 * 3600)
  fill(code(), old)
  await expectRefused(code, 'not right, or it has run out')

  expect(button(/^Send a new code/).textContent).toMatch(/in \d+ seconds/)
  clock.pass(31)
  await press('Send a new code')
  await expectText('A new code is on its way')
  fill(code(), screens.code(address))
  await expectSignedIn()
})

test('a pool that confirms by itself: straight in, without a code', async () => {
  const screens = await startScreens()
  const person = screens.make('confirmed')
  screens.answer('SignUp', { UserConfirmed: true, UserSub: person.username })
  await begin(screens, person)
  await expectSignedIn()
  expect(screens.asked()).not.toContain('ConfirmSignUp')
})

test('confirmed elsewhere while the screen waits: a code that no longer counts leads in', async () => {
  const screens = await startScreens()
  await signUp(screens)
  const sent = screens.code(address)
  const { signUp: phone } = await openApp(screens).services.engine()
  await phone.confirm({ email: address, code: sent })
  fill(code(), sent)
  await expectSignedIn()
})

test('an address that has an account already looks like any other', async () => {
  const screens = await startScreens()
  const taken = screens.make('confirmed').email
  await signUp(screens, taken)
  await expectText(`We sent a code to ${taken}.`)
})

test('another address: what was typed is still there, and survives a reload', async () => {
  const screens = await startScreens()
  await screens.go('/sign-up?returnTo=/files')
  fill(field('Agent name'), 'Ada')
  fill(email(), address)
  await screens.reload()
  await waitFor(() => expect(email().value).toBe(address))
  fill(password(), good)
  await press('Create account')
  await expectScreen('Check your email')
  await screens.reload()
  await expectText(address)
  await follow('Use another address')
  await expectScreen('Create your account')
  await waitFor(() => expect(email().value).toBe(address))
  expect(field('Agent name').value).toBe('Ada')
  expect(password().value).toBe('')
  expect(location.search).toBe('?returnTo=%2Ffiles')
})

test('the link in a mail fills in the code and leaves nothing in the address', async () => {
  const screens = await startScreens()
  const person = screens.make('unconfirmed')
  const sent = screens.code(person.email)
  const link = `/confirm?email=${encodeURIComponent(person.email)}&code=${sent}&returnTo=/files`
  await screens.go(link)
  await waitFor(() => expect(location.search).toBe('?returnTo=%2Ffiles'))
  await waitFor(() => expect(code().value).toBe(sent))
  await press('Confirm')
  await expectPath('/sign-in')
  await expectText('Your email is confirmed.')
})

test('opened without knowing whose code it is: a new one goes to the address typed', async () => {
  const screens = await startScreens()
  const person = screens.make('unconfirmed')
  const before = screens.inbox(person.email).length
  await screens.go('/confirm')
  await press('Send a new code')
  await expectRefused(email, 'Enter your email.')
  fill(email(), person.email)
  const { length } = history
  await press('Send a new code')
  await expectText('A new code is on its way')
  expect(history.length, 'one step back leaves the screen').toBe(length)
  await expectText(`We sent a code to ${person.email}.`)
  expect(document.activeElement).toBe(button(/^Send a new code/))
  expect(screens.inbox(person.email)).toHaveLength(before + 1)
  fill(code(), screens.code(person.email))
  await expectPath('/sign-in')
})

test('confirmed meanwhile, asking for another code leads to signing in, with the good news', async () => {
  const { go, make } = await startScreens()
  await go(`/confirm?email=${make('confirmed').email}`)
  await press('Send a new code')
  await expectPath('/sign-in')
  await expectText('Your email is confirmed')
})

test('where accounts are by invitation there is no form', async () => {
  const { go } = await startScreens({
    pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } },
    config: { selfSignUp: false },
  })
  await go('/sign-in')
  expect(document.querySelector('main a[href*="sign-up"]')).toBeNull()
  await go('/sign-up')
  expect(heading().textContent).toBe('Accounts are by invitation')
})

test('the server’s refusal of a password stands at the same field as our own rules', async () => {
  const { go } = await startScreens({
    pool: { Policies: { PasswordPolicy: { MinimumLength: 20 } } },
  })
  await go('/sign-up')
  fill(field('Agent name'), 'Ada')
  fill(email(), address)
  fill(password(), good)
  await press('Create account')
  await expectRefused(password, 'does not meet all of the rules')
  expect(password().value).toBe(good)
})

test('two clicks make one account, and the code typed on the heading leads in', async () => {
  const { go, asked, code: codeFor } = await startScreens()
  await go('/sign-up?returnTo=/about')
  fill(field('Agent name'), '  Ada ')
  fill(email(), ` ${address.toUpperCase()}`)
  fill(password(), good)
  await userEvent.dblClick(button('Create account'))
  await expectScreen('Check your email')
  await expectText(address)
  expect(asked()).toEqual(['SignUp'])
  await userEvent.keyboard(codeFor(address))
  await expectSignedIn()
  await waitFor(() => expect(sessionStorage.getItem('draft')).toBeNull())
})

test('a space at the end of a password, which the pool refuses, is told as such', async () => {
  const { go, asked } = await startScreens()
  await go('/sign-up')
  fill(field('Agent name'), 'Ada')
  fill(email(), address)
  fill(password(), `${good} `)
  await press('Create account')
  await expectRefused(password, 'cannot begin or end with a space')
  expect(asked()).toEqual([])
})
