import type { Page } from '@playwright/test'
import type { Template } from '#infra/local/template/resolve-template.ts'
import { startBackend } from '#test/e2e/support/backend.ts'
import { expect, test as base } from '#test/e2e/support/fixtures.ts'
import { changeTemplate } from '#test/support/aws.ts'
import { emailField, expectHeading, expectPath, press, signIn, signOut } from './forms.ts'

const allowing = (template: Template) =>
  changeTemplate(
    changeTemplate(template, 'AWS::Cognito::UserPool', (pool) => ({
      ...pool,
      MfaConfiguration: 'OFF',
      EnabledMfas: [],
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
      WebAuthnRelyingPartyID: 'localhost',
    })),
    'AWS::Cognito::UserPoolClient',
    (client) => ({ ...client, ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'] }),
  )

/** A pool with passkeys, and the config.json that tells of it. */
const test = base.extend<object, object>({
  backend: [
    async ({}, use) => {
      const backend = await startBackend(allowing)
      const signInWith = ['PASSWORD', 'WEB_AUTHN'] as const
      const config = () => ({
        ...backend.config(),
        mfa: 'OFF' as const,
        mfaMethods: [],
        signInWith,
      })
      const restore = () => backend.answerConfig(JSON.stringify(config()))
      restore()
      await use({ ...backend, restore, config })
      await backend.close()
    },
    { scope: 'worker' },
  ],
})

/** A device of the browser's own; `present` is the finger on its sensor. */
async function plugIn(page: Page) {
  const browser = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: false,
    },
  })
  return {
    present: (enabled: boolean) =>
      browser.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
  }
}

test('a passkey made on the account page signs in, by its button and by autofill', async ({
  page,
  people,
}) => {
  const device = await plugIn(page)
  const person = await people.make('confirmed')
  await signIn(page, person, '/sign-in?returnTo=/account/passkeys')
  await expectHeading(page, 'Passkeys')
  await device.present(true)
  await press(page, 'Add a passkey')
  await expect(page.getByRole('rowheader')).toHaveCount(1)
  await device.present(false)
  await signOut(page)
  await expectPath(page, '/signed-out')
  await page.evaluate(() => localStorage.removeItem('last-email'))

  // Not known here any more, so nothing is offered before the address is typed.
  await page.goto('/sign-in?returnTo=/about')
  await expect(emailField(page)).toHaveAttribute('autocomplete', 'username webauthn')
  await emailField(page).fill(person.email)
  await device.present(true)
  await press(page, 'Use a passkey')
  await expectPath(page, '/about')
  await device.present(false)
  await signOut(page)
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()

  // The finger stands for choosing the passkey in the list at the email field.
  await device.present(true)
  await page.goto('/sign-in?returnTo=/about')
  await expectPath(page, '/about')
})
