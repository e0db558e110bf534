import type { Page } from '@playwright/test'
import type { Template } from '#infra/local/template/resolve-template.ts'
import { startBackend } from '#test/e2e/support/backend.ts'
import { expect, test as base } from '#test/e2e/support/fixtures.ts'
import { changeTemplate } from '#test/support/aws.ts'
import {
  codeField,
  emailField,
  expectHeading,
  expectPath,
  expectRefusals,
  main,
  passwordField,
  press,
  signIn,
  totpCode,
} from './forms.ts'

type Properties = Readonly<Record<string, unknown>>

/** A pool set up otherwise, as other settings would, and the config.json that tells of it. */
const withPool = (pool: Properties, client: Properties, config: Properties) =>
  base.extend<object, object>({
    backend: [
      async ({}, use) => {
        const change = (template: Template) =>
          changeTemplate(
            changeTemplate(template, 'AWS::Cognito::UserPool', (it) => ({ ...it, ...pool })),
            'AWS::Cognito::UserPoolClient',
            (it) => ({ ...it, ...client }),
          )
        const backend = await startBackend(change)
        const answer = () =>
          backend.answerConfig(JSON.stringify({ ...backend.config(), ...config }))
        answer()
        await use({
          ...backend,
          restore: answer,
          config: () => ({ ...backend.config(), ...config }),
        })
        await backend.close()
      },
      { scope: 'worker' },
    ],
  })

const secretOn = async (page: Page) => {
  const link = main(page).getByRole('link', { name: 'Open my authenticator app' })
  return new URL((await link.getAttribute('href')) ?? '').searchParams.get('secret') ?? ''
}

const demanding = withPool(
  { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
  {},
  { mfa: 'ON', mfaMethods: ['TOTP'] },
)

demanding.describe('a pool that demands a second step', () => {
  demanding('sets one up in the middle of signing in', async ({ page, people, site, expected }) => {
    expectRefusals(expected, site)
    const person = await people.make('confirmed')
    await signIn(page, person, '/admins')
    await expectHeading(page, 'Add a second step')
    await expect(main(page).getByRole('img', { name: /QR code/ })).toBeVisible()
    await page.reload()
    const secret = await secretOn(page)
    await expect(main(page).getByLabel('Secret', { exact: true })).toHaveText(
      secret.replace(/(.{4})(?!$)/g, '$1 '),
    )
    await codeField(page).fill('000000')
    await expect(main(page).getByText(/not the right code/)).toBeVisible()
    await codeField(page).fill(totpCode(secret))
    await expectPath(page, '/admins')
  })

  demanding(
    'after an invitation: password first, then the second step',
    async ({ page, people }) => {
      await signIn(page, await people.make('new-password'))
      await expectHeading(page, 'Choose your password')
      await passwordField(page, 'New password').fill('plum-tree-house-7')
      await press(page, 'Save and sign in')
      await expectHeading(page, 'Add a second step')
      await main(page).getByRole('link', { name: 'Start again' }).click()
      await expectPath(page, '/sign-in')
    },
  )
})

const texting = withPool(
  { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'] },
  {},
  { mfaMethods: ['TOTP', 'SMS'] },
)

texting(
  'a code by text message: wrong, then right',
  async ({ page, people, inbox, site, expected }) => {
    expectRefusals(expected, site)
    const person = await people.make('sms')
    await signIn(page, person)
    await expectHeading(page, 'Enter your code')
    await expect(main(page)).toContainText(/text message with a code to \+\*+\d{4}/)
    const right = await inbox.code(person.phone ?? '')
    await codeField(page).fill(right === '000000' ? '111111' : '000000')
    await press(page, 'Continue')
    await expect(main(page).getByText(/not the right code/)).toBeVisible()
    await codeField(page).fill(right)
    await press(page, 'Continue')
    await expectPath(page, '/account')
  },
)

const passwordless = withPool(
  {
    MfaConfiguration: 'OFF',
    EnabledMfas: [],
    Policies: {
      PasswordPolicy: { MinimumLength: 8 },
      SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] },
    },
    WebAuthnRelyingPartyID: 'localhost',
  },
  { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'] },
  { mfa: 'OFF', mfaMethods: [], signInWith: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] },
)

passwordless(
  'a code by mail instead of the password',
  async ({ page, people, inbox, site, expected }) => {
    expectRefusals(expected, site)
    await page.clock.install()
    const person = await people.make('confirmed')
    await page.goto('/sign-in?returnTo=/admins')
    await press(page, 'Email me a code')
    await expect(emailField(page)).toBeFocused()
    await emailField(page).fill(person.email)
    await press(page, 'Email me a code')
    await expectHeading(page, 'Enter your code')
    await page.reload()
    await codeField(page).fill('00000000')
    await press(page, 'Continue')
    await expect(main(page).getByText(/not the right code/)).toBeVisible()
    await page.clock.fastForward(31_000)
    const before = (await inbox.messages(person.email)).length
    await press(page, 'Send a new code')
    await expect(main(page).getByText(/A new code is on its way/)).toBeVisible()
    await codeField(page).fill(await inbox.code(person.email, before + 1))
    await press(page, 'Continue')
    await expectPath(page, '/admins')
  },
)

const closed = withPool(
  { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } },
  {},
  { selfSignUp: false },
)

closed('where accounts are by invitation there is no form', async ({ page }) => {
  await page.goto('/sign-in')
  await expect(main(page).getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  await expect(main(page).getByRole('link', { name: 'Create an account' })).toHaveCount(0)
  await page.goto('/sign-up')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts are by invitation')
})
