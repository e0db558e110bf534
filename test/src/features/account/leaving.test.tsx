import { waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { described, expectFocus, startAccount } from './account-pages.tsx'

test('the data that could not be gathered can be asked for again', async () => {
  const { backend, signIn } = await startAccount()
  const page = await (await signIn()).open('/account/data')
  backend.fail('ListDevices', 'drop')
  await page.press('Download')
  expect(await page.alert()).toMatch(/There is no connection/)
  expect(page.button('Download').getAttribute('aria-disabled')).not.toBe('true')
})

test('deleting takes the address and the password, resumes, and says goodbye in every tab', async () => {
  const { backend, browser, signIn } = await startAccount()
  const { seed, tab, open } = await signIn()
  const onward = ['/signed-out']
  const page = await open('/account/delete', { onward })
  const other = await open('/account', { on: browser.openTab(), onward })
  const typed = `To confirm, type your address: ${seed.email}`
  await page.press('Delete my account')
  expectFocus(page.field(typed))
  page.fill(typed, seed.email.toUpperCase())
  page.fill('Your password', 'not-my-password-1')
  page.send(typed)
  await waitFor(() => expect(described(page.field('Your password'))).toMatch(/not your password/))
  page.fill('Your password', seed.password)
  backend.fail('DeleteUser', 'error')
  page.send(typed)
  expect(await page.alert()).toMatch(/The service has a problem/)
  page.send(typed)
  await page.headed('Your account is deleted')
  await other.headed('Your account is deleted')
  expect(JSON.stringify([tab.stored(), browser.shared()])).not.toContain(seed.email)
})

test('passkeys: a browser without them says so', async () => {
  const { signIn } = await startAccount({
    pool: {
      MfaConfiguration: 'OFF',
      EnabledMfas: [],
      Policies: {
        PasswordPolicy: { MinimumLength: 8 },
        SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] },
      },
      WebAuthnRelyingPartyID: 'localhost',
    },
    config: { mfa: 'OFF', mfaMethods: [], signInWith: ['PASSWORD', 'WEB_AUTHN'] },
  })
  const page = await (await signIn()).open('/account/passkeys')
  await page.says(/This browser cannot use passkeys/)
  await page.says('No passkeys yet')
  expect(page.buttons('Add a passkey')).toEqual([])
})
