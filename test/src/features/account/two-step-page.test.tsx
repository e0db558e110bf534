import { waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { described, expectFocus, startAccount } from './account-pages.tsx'

test('an authenticator app: secret, a wrong code, the right one, and off with the password', async () => {
  const { browser, signIn, totp } = await startAccount()
  const { seed, tab, open } = await signIn()
  const page = await open('/account/two-step')
  const other = await open('/account/two-step', { on: browser.openTab() })
  await page.says(/Two-step verification is off/)
  await page.press('Set up')
  const scan = await page.titled(/^Scan this/)
  await waitFor(() => expectFocus(scan))
  const shown = await page.main().findByLabelText('Secret')
  const secret = (shown.textContent ?? '').replaceAll(' ', '')
  page.fill('Code from the app', '000000')
  page.send('Code from the app')
  await waitFor(() => expect(described(page.field('Code from the app'))).toMatch(/not the code/))
  page.fill('Code from the app', totp(secret))
  page.send('Code from the app')
  await page.titled(/^Authenticator app ?On/)
  await other.titled(/^Authenticator app ?On/)
  expect(JSON.stringify([tab.stored(), browser.shared(), page.store.getState()])).not.toContain(
    secret,
  )

  await page.press('Turn off')
  expectFocus(page.field('Your password'))
  page.fill('Your password', 'not-my-password-1')
  page.send('Your password')
  await waitFor(() => expect(described(page.field('Your password'))).toMatch(/not your password/))
  page.fill('Your password', seed.password)
  page.send('Your password')
  await page.says(/Two-step verification is off/)
  expect(page.dialog()).toBeNull()
})

test('the app in use stays until the new one is proven, and only after the password', async () => {
  const { backend, signIn } = await startAccount()
  const { seed, open } = await signIn('totp')
  const page = await open('/account/two-step')
  await page.titled(/^Authenticator app ?On/)
  await page.press('Set up again')
  page.fill('Your password', seed.password)
  page.send('Your password')
  await page.main().findByLabelText('Secret')
  await page.press('Cancel')
  await page.titled(/^Authenticator app ?On/)
  backend.fail('AssociateSoftwareToken', 'error')
  await page.press('Set up again')
  page.fill('Your password', seed.password)
  page.send('Your password')
  expect(await page.alert()).toMatch(/The service has a problem/)
})

test('everybody needs one: the last cannot be turned off', async () => {
  const { signIn } = await startAccount({ config: { mfa: 'ON' } })
  const page = await (await signIn('totp')).open('/account/two-step')
  await page.says(/the last one cannot be turned off/)
  expect(page.buttons('Turn off')).toEqual([])
})

test('text messages lead to where the number is added', async () => {
  const { signIn } = await startAccount({ config: { mfaMethods: ['TOTP', 'SMS'] } })
  const page = await (await signIn()).open('/account/two-step')
  const link = await waitFor(() => page.link('Add and verify it first.'))
  expect(link.getAttribute('href')).toBe('/account/phone')
})

test('turning off that is cancelled while the password is checked is not done', async () => {
  const { backend, signIn } = await startAccount()
  const { seed, open } = await signIn('totp')
  const page = await open('/account/two-step')
  await page.titled(/^Authenticator app ?On/)
  await page.press('Turn off')
  page.fill('Your password', seed.password)
  const { reached, release } = backend.keepBack('InitiateAuth USER_SRP_AUTH')
  page.send('Your password')
  await reached
  await page.press('Cancel')
  release()
  // Asked for once more, it is the second time that counts.
  await page.press('Turn off')
  page.fill('Your password', 'not-my-password-1')
  page.send('Your password')
  await waitFor(() => expect(described(page.field('Your password'))).toMatch(/not your password/))
  expect(backend.asked()).not.toContain('SetUserMFAPreference')
})

test.each([
  ['off', 0],
  ['opt-in', 1],
  ['always', 0],
] as const)('what helps without the phone, with remembered browsers %s', async (devices, count) => {
  const { signIn } = await startAccount({ config: { devices } })
  const page = await (await signIn()).open('/account/two-step')
  await page.says(/Keep the secret/)
  expect(page.main().queryAllByText(/told not to ask again/)).toHaveLength(count)
})
