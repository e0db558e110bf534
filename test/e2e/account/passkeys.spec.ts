import type { Page } from '@playwright/test'
import { startBackend } from '#test/e2e/support/backend.ts'
import { expect, test as base } from '#test/e2e/support/fixtures.ts'
import { changeTemplate } from '#test/support/aws.ts'

const poolOf = {
  MfaConfiguration: 'OFF',
  EnabledMfas: [],
  Policies: {
    PasswordPolicy: { MinimumLength: 8 },
    SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] },
  },
  WebAuthnRelyingPartyID: 'localhost',
}

/** A pool with passkeys, and the config.json that tells of it. */
const test = base.extend<object, object>({
  backend: [
    async ({}, use) => {
      const backend = await startBackend((template) =>
        changeTemplate(
          changeTemplate(template, 'AWS::Cognito::UserPool', (pool) => ({ ...pool, ...poolOf })),
          'AWS::Cognito::UserPoolClient',
          (client) => ({
            ...client,
            ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'],
          }),
        ),
      )
      const config = () =>
        ({
          ...backend.config(),
          mfa: 'OFF',
          mfaMethods: [],
          signInWith: ['PASSWORD', 'WEB_AUTHN'],
        }) as const
      const restore = () => backend.answerConfig(JSON.stringify(config()))
      restore()
      await use({ ...backend, restore, config })
      await backend.close()
    },
    { scope: 'worker' },
  ],
})

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
      automaticPresenceSimulation: true,
    },
  })
  return {
    keys: async () =>
      (await browser.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  }
}

test('a passkey is added, found there already, shown in the other tab, and removed', async ({
  signedIn: { page },
}) => {
  const authenticator = await plugIn(page)
  await page.goto('/account/passkeys')
  const other = await page.context().newPage()
  await other.goto('/account/passkeys')
  await expect(other.getByText('No passkeys yet')).toBeVisible()
  // Browsers ask for passkeys only on the page in front.
  await page.bringToFront()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('rowheader')).toHaveCount(1)
  await expect(other.getByRole('rowheader')).toHaveCount(1)
  expect(await authenticator.keys()).toBe(1)

  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('alert')).toContainText('has a passkey for you already')

  await page.getByRole('button', { name: /^Remove/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText('No passkeys yet')).toBeVisible()
  await expect(other.getByText('No passkeys yet')).toBeVisible()
})
