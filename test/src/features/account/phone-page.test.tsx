import { waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { described, expectFocus, startAccount } from './account-pages.tsx'

const sms = {
  pool: {
    EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'],
    SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms' },
  },
  client: {
    WriteAttributes: ['email', 'custom:agentName', 'phone_number'],
    ReadAttributes: [
      'email',
      'email_verified',
      'custom:agentName',
      'phone_number',
      'phone_number_verified',
    ],
  },
  config: { mfaMethods: ['TOTP', 'SMS'] as const },
}
const number = '+442079460000'
const withNumber = (verified: 'true' | 'false') => ({
  change: <U extends { attributes: Readonly<Record<string, string>> }>(user: U): U => ({
    ...user,
    attributes: { ...user.attributes, phone_number: number, phone_number_verified: verified },
  }),
})

test('is not there where nothing sends text messages', async () => {
  const { signIn } = await startAccount()
  const { open } = await signIn()
  const page = await open('/account')
  expect(page.links('Phone')).toEqual([])
  page.close()
  const kept = await open('/account/phone')
  await kept.says(/this site does not use it/)
  expect(kept.queryByLabelText('New number')).toBeNull()
})

test('a number is added, verified, and survives a reload in between', async () => {
  const { backend, signIn } = await startAccount(sms)
  const { seed, tab, open } = await signIn()
  const before = await open('/account/phone')
  await before.says('None yet')
  // Asking for the password is a sign-in, which sends a code to those who get them this way.
  await before.says(/a code is sent now, too/)
  before.fill('New number', '0044 (20) 7946-0000')
  before.fill('Your password', seed.password)
  before.send('New number')
  await waitFor(() => expectFocus(before.field('Code')))
  expect(before.button(/Send a new code in/).getAttribute('aria-disabled')).toBe('true')
  before.close()

  const page = await open('/account/phone')
  await page.says('Not verified')
  expect(page.main().getByText(`We sent it by text message to ${number}.`)).toBeTruthy()
  await page.press('Send a new code')
  await page.says(/A new code is on its way/)
  expect(backend.inbox(number)).toHaveLength(2)

  const code = backend.code(number)
  page.fill('Code', code === '000000' ? '111111' : '000000')
  page.send('Code')
  await waitFor(() => expect(described(page.field('Code'))).toMatch(/not the right code/))
  page.fill('Code', code)
  page.send('Code')
  await page.says('Your number is verified.')
  await page.says('Verified')
  expect(page.queryByLabelText('Code')).toBeNull()
  // Nothing of it is waiting any more.
  expect(tab.stored()['account-draft']).not.toContain(number)
})

test('what is no number, and a wrong password, are told at their fields', async () => {
  const { backend, signIn } = await startAccount(sms)
  const { open } = await signIn()
  const page = await open('/account/phone')
  await page.says('None yet')
  page.fill('New number', '020 7946 0000')
  page.send('New number')
  await waitFor(() => expectFocus(page.field('New number')))
  expect(described(page.field('New number'))).toMatch(/with its country code/)
  page.fill('New number', number)
  page.fill('Your password', 'not-my-password-1')
  page.send('New number')
  await waitFor(() => expect(described(page.field('Your password'))).toMatch(/not your password/))
  expect(page.field('New number').value).toBe(number)
  expect(backend.asked()).not.toContain('UpdateUserAttributes')
})

test('a code that could not be sent leaves a number that is seen to be unverified', async () => {
  const { backend, signIn } = await startAccount(sms)
  const { seed, open } = await signIn()
  const page = await open('/account/phone')
  await page.says('None yet')
  backend.fail('GetUserAttributeVerificationCode', 'error')
  page.fill('New number', number)
  page.fill('Your password', seed.password)
  page.send('New number')
  expect(await page.alert()).toMatch(/The service has a problem/)
  await page.says('Not verified')
  await page.press('Verify')
  await waitFor(() => expect(page.field('Code')).toBeTruthy())
  page.fill('Code', backend.code(number))
  page.send('Code')
  await page.says('Your number is verified.')
})

test('called off, the number stays unverified; it can be removed, and another tab sees that', async () => {
  const { backend, browser, signIn } = await startAccount(sms)
  const { open } = await signIn('confirmed', withNumber('false'))
  const page = await open('/account/phone')
  await page.says('Not verified')
  await page.press('Verify')
  await waitFor(() => expect(page.field('Code')).toBeTruthy())
  await page.press('Cancel')
  await page.says('A number counts only once it is verified.')
  const other = await open('/account/phone', { on: browser.openTab() })
  await other.says(number)

  await page.press('Remove')
  backend.fail('DeleteUserAttributes', 'error')
  await page.press('Remove')
  expect(await page.alert()).toMatch(/The service has a problem/)
  await page.press('Remove')
  await page.says('Your number is removed.')
  await other.says('None yet')
})

test('a number that codes go to cannot be lost by mistake', async () => {
  const { signIn } = await startAccount(sms)
  const { open } = await signIn('sms')
  const page = await open('/account/phone')
  await page.says(/so a mistake cannot lock you out/)
  expect(page.queryByLabelText('New number')).toBeNull()
  expect(page.buttons('Remove')).toEqual([])
})

test('where text messages are the only second step, the number can be changed with care', async () => {
  const { signIn } = await startAccount({
    ...sms,
    config: { mfa: 'ON', mfaMethods: ['SMS'] },
  })
  const { open } = await signIn('sms')
  const page = await open('/account/phone')
  await page.says(/a wrong one locks you out/)
  expect(page.field('New number')).toBeTruthy()
  expect(page.buttons('Remove')).toEqual([])
})
