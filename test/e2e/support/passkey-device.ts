import type { Page } from '@playwright/test'
import { startBackend } from '#test/e2e/support/backend.ts'
import { test as base } from '#test/e2e/support/fixtures.ts'
import { changeTemplate } from '#test/support/aws.ts'

const ways = ['PASSWORD', 'WEB_AUTHN'] as const

/** A pool with passkeys, and the config.json that tells of it: a stand-in of each test's own. */
export const test = base.extend({
  site: async ({}, use) => {
    const backend = await startBackend((template) =>
      changeTemplate(
        changeTemplate(template, 'AWS::Cognito::UserPool', (pool) => ({
          ...pool,
          MfaConfiguration: 'OFF',
          EnabledMfas: [],
          Policies: { SignInPolicy: { AllowedFirstAuthFactors: ways } },
          WebAuthnRelyingPartyID: 'localhost',
        })),
        'AWS::Cognito::UserPoolClient',
        (client) => ({
          ...client,
          ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'],
        }),
      ),
    )
    const config = () =>
      ({ ...backend.config(), mfa: 'OFF', mfaMethods: [], signInWith: ways }) as const
    backend.answerConfig(JSON.stringify(config()))
    await use({ ...backend, config })
    await backend.close()
  },
})

/** A device of the browser's own. */
export async function plugIn(page: Page) {
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
    /** The finger on its sensor. */
    present: (enabled: boolean) =>
      browser.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    keys: async () =>
      (await browser.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  }
}
