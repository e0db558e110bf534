import { screen, waitFor } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { Secret, TOTP } from 'otpauth'
import { describe, expect, onTestFinished, test, vi } from 'vitest'

import type { User } from '#infra/local/user-pool/model.ts'
import { deviceWishKey, stepKey } from '#src/aws/storage-keys.ts'
import {
  code,
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
  main,
  password,
  press,
  signIn,
  startScreens,
} from '#test/support/screens.tsx'
import type { Screens } from '#test/support/screens.tsx'

const totp = (secret = '', now = Date.now()) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now })
const other = (right: string) => (right === '000000' ? '111111' : '000000')

/** A reload in the middle of a step shows that step again, and asks Cognito nothing. */
async function reloads({ reload, asked }: Screens) {
  const [before, path] = [heading().textContent, location.pathname]
  asked()
  await reload()
  expect([heading().textContent, location.pathname]).toEqual([before, path])
  expect(asked()).toEqual([])
}

/** As the screen opens, when the heading has the focus: the field takes what is pasted. */
async function pastes(modifier: 'Control' | 'Meta', text: string) {
  await userEvent.keyboard(`{${modifier}>}v{/${modifier}}`)
  expect(document.activeElement).toBe(code())
  await userEvent.paste(text)
}

const everyStep = {
  MfaConfiguration: 'OPTIONAL',
  EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP'],
}
const mfa =
  (...kinds: User['mfa']) =>
  ({ preferredMfa: _preferred, ...user }: User): User => ({ ...user, mfa: kinds })

describe('a code', () => {
  test('of the app: none, too short, wrong, across a reload, right', async () => {
    const screens = await startScreens()
    const person = screens.make('totp')
    await signIn(screens, person)
    await expectScreen('Enter your code')
    await press('Continue')
    await expectRefused(code, 'Enter the code')
    await userEvent.keyboard('12')
    await press('Continue')
    await expectRefused(code, '6 digits')
    const right = totp(person.totp?.secret)
    fill(code(), other(right))
    await press('Continue')
    await expectRefused(code, 'not the right code')
    await reloads(screens)
    fill(code(), right)
    const led = vi.spyOn(history, 'replaceState')
    onTestFinished(() => led.mockRestore())
    const { length } = history
    await press('Continue')
    await expectSignedIn()
    await waitFor(() => expect(sessionStorage.getItem('draft')).toBeNull())
    expect(new Set(led.mock.calls.map(([, , address]) => address))).toEqual(new Set(['/about']))
    expect(history.length, 'one step back leads out').toBe(length)
    expect(screens.tab.stored()).not.toHaveProperty(deviceWishKey)
    expect(screens.asked()).not.toContain('UpdateDeviceStatus')
  })

  test('with the wish not to be asked again, though the network goes as it is told', async () => {
    const screens = await startScreens()
    const person = screens.make('totp')
    await signIn(screens, person)
    await expectScreen('Enter your code')
    screens.fail('UpdateDeviceStatus', 'drop')
    await userEvent.click(field('Do not ask again on this device'))
    fill(code(), totp(person.totp?.secret))
    await press('Continue')
    await expectSignedIn()
    screens.tab.wake()
    await waitFor(() => {
      const told = screens.heard.filter(({ operation }) => operation === 'UpdateDeviceStatus')
      expect(told.map(({ status }) => status)).toEqual([undefined, 200])
    })
  })

  test('where devices are not remembered by choice: no box, and the last digit sends it', async () => {
    const screens = await startScreens({ config: { devices: 'off' } })
    const person = screens.make('totp')
    await signIn(screens, person)
    await expectScreen('Enter your code')
    expect(main().queryByRole('checkbox')).toBeNull()
    fill(code(), totp(person.totp?.secret))
    await expectSignedIn()
  })

  test('by text message: wrong, across a reload, right', async () => {
    const screens = await startScreens({ pool: everyStep })
    const person = screens.make('sms')
    await signIn(screens, person)
    await expectScreen('Enter your code')
    await expectText(/text message with a code to \+\*+\d{4}/)
    expect(main().queryByText('Cannot get at your app?')).toBeNull()
    for (const keys of ['v', '{F5}', '{Control>}c{/Control}']) {
      await userEvent.keyboard(keys)
      expect(document.activeElement, `after ${keys}`).toBe(heading())
    }
    const right = screens.code(person.phone ?? '')
    await pastes('Control', other(right))
    await press('Continue')
    await expectRefused(code, 'not the right code')
    await reloads(screens)
    await screens.go('/sign-in/two-step?returnTo=/about')
    await expectPath('/sign-in/code')
    fill(code(), right)
    await press('Continue')
    await expectSignedIn()
  })

  test('by email as second step: wrong, across a reload, right', async () => {
    const screens = await startScreens({ pool: everyStep })
    const person = screens.make('confirmed', mfa('EMAIL_OTP'))
    await signIn(screens, person)
    await expectScreen('Enter your code')
    await expectText(/email with a code to \S+\*\S+/)
    const right = screens.code(person.email)
    await pastes('Meta', other(right))
    await press('Continue')
    await expectRefused(code, 'not the right code')
    await reloads(screens)
    fill(code(), right)
    await press('Continue')
    await expectSignedIn()
  })

  test('a step that took too long leads to the beginning, which says why', async () => {
    const screens = await startScreens()
    const person = screens.make('totp')
    await signIn(screens, person)
    await expectScreen('Enter your code')
    screens.clock.advance(16 * 60)
    fill(code(), '123456')
    await press('Continue')
    await expectPath('/sign-in')
    await expectText('That took too long')
    await waitFor(() => expect(email().value).toBe(person.email))
  })
})

test.each(['/sign-in/code', '/sign-in/choose', '/sign-in/two-step', '/sign-in/new-password'])(
  'a step that nobody here has written is none, at %s',
  async (address) => {
    const { go, tab } = await startScreens()
    for (const step of [{ type: 'nonsense' }, { type: 'choose-factor' }, { type: 'choose-mfa' }]) {
      tab.tab.set(stepKey, JSON.stringify({ version: 1, at: Date.now(), step }))
      await go(address)
      await expectPath('/sign-in')
      await expectScreen(/Sign in to/)
    }
  },
)

describe('choosing among second steps', () => {
  test('one that Cognito will be asked for, across a reload', async () => {
    const screens = await startScreens({ pool: everyStep })
    const person = screens.make('sms', mfa('SMS_MFA', 'EMAIL_OTP'))
    await signIn(screens, person)
    await expectScreen('Confirm that it is you')
    await reloads(screens)
    expect(field(/text message/).checked).toBe(true)
    await userEvent.click(field(/by email/))
    screens.fail('RespondToAuthChallenge', 'throttle')
    await press('Continue')
    await expectText('Very many people')
    expect(field(/by email/).checked).toBe(true)
    await press('Continue')
    await expectScreen('Enter your code')
    fill(code(), screens.code(person.email))
    await press('Continue')
    await expectSignedIn()
  })

  test('and back to the beginning, where nothing of it is left', async () => {
    const screens = await startScreens({ pool: everyStep })
    const person = screens.make('sms', mfa('SMS_MFA', 'EMAIL_OTP'))
    await signIn(screens, person)
    await expectScreen('Confirm that it is you')
    await reloads(screens)
    await follow('Start again')
    await expectScreen(/Sign in to/)
    await waitFor(() => expect(email().value).toBe(person.email))
    await waitFor(() => expect(screens.tab.stored()).toEqual({}))
    await screens.go('/sign-in/two-step?returnTo=/about')
    await expectPath('/sign-in')
    expect(location.search).toBe('?returnTo=%2Fabout')
  })
})

describe('a second step that the pool demands', () => {
  test('an authenticator app, set up on the way in, across a reload', async () => {
    const screens = await startScreens({
      pool: { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
    })
    await signIn(screens, screens.make('confirmed'))
    await expectScreen('Add a second step')
    await reloads(screens)
    const link = await waitFor(() =>
      main().getByRole<HTMLAnchorElement>('link', { name: 'Open my authenticator app' }),
    )
    const secret = new URL(link.href).searchParams.get('secret') ?? ''
    main().getByRole('img', { name: /QR code/, hidden: true })
    expect(field('Secret').textContent).toBe(secret.replace(/(.{4})(?!$)/g, '$1 '))
    fill(code(), other(totp(secret)))
    await expectRefused(code, 'not the right code')
    fill(code(), totp(secret))
    await expectSignedIn()
  })

  test('looked at again when it has run out: the beginning, which says why', async () => {
    const screens = await startScreens({
      pool: { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
    })
    await signIn(screens, screens.make('confirmed'))
    await expectScreen('Add a second step')
    await userEvent.click(screen.getByRole('link', { name: 'About' }))
    await expectPath('/about')
    screens.browser.advance(16 * 60)
    history.back()
    await expectPath('/sign-in')
    await expectText('That took too long')
    // Or a reload would say so once more.
    expect(screens.tab.stored()).not.toHaveProperty(stepKey)
  })

  test('across a reload without a network: asked for again, and nothing is given up', async () => {
    const screens = await startScreens({
      pool: { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
    })
    await signIn(screens, screens.make('confirmed'))
    await expectScreen('Add a second step')
    let isOnline = false
    await screens.reload((services) => ({
      ...services,
      engine: () =>
        isOnline ? services.engine() : Promise.reject(new TypeError('Failed to fetch')),
    }))
    await expectAlert('There is no connection')
    await press('Finish')
    await expectAlert('There is no connection')
    expect(main().queryByRole('img', { name: /QR code/, hidden: true })).toBeNull()
    isOnline = true
    await press('Finish')
    await waitFor(() => main().getByRole('img', { name: /QR code/, hidden: true }))
    expect(main().queryByRole('alert')).toBeNull()
    expect(location.pathname).toBe('/sign-in/set-up')
  })

  test('after an invitation: password first, then the second step', async () => {
    const screens = await startScreens({
      pool: { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
    })
    await signIn(screens, screens.make('new-password'))
    await expectScreen('Choose your password')
    fill(password('New password'), 'plum-tree-house-7')
    await press('Save and sign in')
    await expectScreen('Add a second step')
    await follow('Start again')
    await expectScreen(/Sign in to/)
  })

  async function withMoreThanOneToSetUp() {
    const screens = await startScreens({
      pool: { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] },
    })
    const person = screens.make('confirmed', (user) => {
      const { email_verified: _verified, ...attributes } = user.attributes
      return { ...user, attributes }
    })
    await signIn(screens, person)
    await expectScreen('Add a second step')
    return { screens, person }
  }

  test('which of them, where there is more than one to set up', async () => {
    const { screens, person } = await withMoreThanOneToSetUp()
    await reloads(screens)
    await userEvent.click(field(/by email/))
    await press('Continue')
    await expectScreen('Enter your code')
    fill(code(), screens.code(person.email))
    await press('Continue')
    await expectSignedIn()
  })

  test('the app, chosen from among them: the focus goes to what comes next', async () => {
    await withMoreThanOneToSetUp()
    const { length } = history
    await press('Continue')
    await waitFor(() => main().getByRole('img', { name: /QR code/, hidden: true }))
    await expectScreen('Add a second step')
    await press('Finish')
    await expectRefused(code, 'Enter the code')
    expect(history.length, 'one step back leaves the screen').toBe(length)
  })
})

describe('the first sign-in of somebody invited', () => {
  test('a password of their own, across a reload', async () => {
    const screens = await startScreens()
    await signIn(screens, screens.make('new-password'))
    await expectScreen('Choose your password')
    fill(password('New password'), 'short')
    await press('Save and sign in')
    await expectRefused(() => password('New password'), 'does not meet all of the rules')
    await reloads(screens)
    expect(password('New password').autocomplete).toBe('new-password')
    fill(password('New password'), 'plum-tree-house-7')
    await press('Save and sign in')
    await expectSignedIn()
  })

  test('with exactly the attributes that are missing', async () => {
    const names = ['email', 'given_name', 'phone_number']
    const attribute = { Mutable: true, AttributeDataType: 'String', Required: true }
    const screens = await startScreens({
      pool: { Schema: names.map((Name) => ({ ...attribute, Name })) },
      client: { ReadAttributes: names, WriteAttributes: names },
    })
    const person = screens.make('new-password', (user) => {
      const { given_name: _name, phone_number: _phone, ...attributes } = user.attributes
      return { ...user, attributes }
    })
    await signIn(screens, person)
    await expectScreen('Choose your password')
    const fields = [...document.querySelectorAll<HTMLInputElement>('form input')]
    const asked = fields.map(({ name }) => name).filter((name) => name !== 'username')
    expect(asked.toSorted()).toEqual(['given_name', 'password', 'phone_number'])
    const [name, phone] = [() => field('First name'), () => field(/^Phone/)]
    fill(password('New password'), 'plum-tree-house-7')
    await press('Save and sign in')
    await expectRefused(name, /./)
    fill(name(), 'Ada')
    fill(phone(), '555')
    await press('Save and sign in')
    await expectRefused(phone, /./)
    await reloads(screens)
    await waitFor(() => expect(name().value).toBe('Ada'))
    fill(phone(), '+1 555 0100 200')
    fill(password('New password'), 'plum-tree-house-7')
    await press('Save and sign in')
    await expectSignedIn()
    const { session } = await (await screens.go('/about')).services.engine()
    expect(session.snapshot()).toMatchObject({
      user: { attributes: { given_name: 'Ada', phone_number: '+15550100200' } },
    })
  })
})
